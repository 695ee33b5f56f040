"""The box to choose from."""

from ui.desktop.fields.choice import Choice

LONG = "Dirección Ejecutiva de Educación Cívica y Construcción de Ciudadanía"


def test_what_has_no_room_ends_in_dots(qtbot, theme, icons):
    def drawn(text):
        box = Choice(theme, icons)
        qtbot.addWidget(box)
        box.addItem(text)
        box.setFixedWidth(200)
        return box.grab().toImage()

    shorter = [LONG[:length].rstrip() + "…" for length in range(10, 40)]
    assert drawn(LONG) in [drawn(text) for text in shorter]
    assert drawn("Corto") != drawn(LONG)
