"""Where the program begins."""

import pytest

from ui import main


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--base", "x.vinculo"], True),
        (["--base=x.vinculo"], True),
        (["--base", "contar"], True),
        (["--base", "x.vinculo", "contar"], False),
        (["contar", "tipo:club"], False),
        (["--help"], False),
        (["--base"], False),
        (["--hoy", "2025-10-06"], True),
        (["--hoy=2025-10-06", "--demo"], True),
        (["--hoy", "ayer"], False),
        (["--hoy", "2025-10-06", "buscar", "x"], False),
    ],
)
def test_without_an_order_the_window_opens(arguments, window):
    assert (main.window_options(arguments) is not None) == window


def test_without_a_screen_it_says_so_in_one_sentence(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main.main([]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "vinculo capturas CARPETA" in told.err


def test_an_order_goes_to_the_command_line(monkeypatch):
    asked = []
    monkeypatch.setattr("ui.cli.main.run", lambda arguments: asked.append(arguments) or 7)
    assert main.main(["contar", "tipo:club"]) == 7
    assert asked == [["contar", "tipo:club"]]


@pytest.mark.parametrize("arguments", [["--base", "a.vinculo"], ["--base=a.vinculo"]])
def test_the_base_given_is_the_one_opened(monkeypatch, arguments):
    asked = []
    monkeypatch.setattr(main, "_has_display", lambda: True)
    monkeypatch.setattr(
        "ui.desktop.application.run",
        lambda base, demo, today: asked.append((str(base), demo, str(today))) or 0,
    )
    assert main.main([*arguments, "--demo", "--hoy", "2025-10-06"]) == 0
    assert asked == [("a.vinculo", True, "2025-10-06")]
