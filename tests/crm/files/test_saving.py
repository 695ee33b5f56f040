"""A file is written whole or not at all."""

import errno

import pytest

from crm.errors import FileProblem
from crm.files.saving import replacing


def write(path, text="nuevo"):
    with replacing(path) as draft:
        draft.write_text(text)


def test_replaces(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("viejo")
    write(path)
    assert path.read_text() == "nuevo"
    assert list(tmp_path.iterdir()) == [path]


def test_a_bug_leaves_the_old_file_and_no_draft(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("viejo")

    def fail():
        with replacing(path) as draft:
            draft.write_text("a medias")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_text() == "viejo"
    assert list(tmp_path.iterdir()) == [path]


def test_no_such_folder(tmp_path):
    with pytest.raises(FileProblem, match="no existe"):
        write(tmp_path / "nada" / "a.csv")


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "nada").write_text("")
    with pytest.raises(FileProblem, match="no existe"):
        write(tmp_path / "nada" / "a.csv")


def test_the_name_of_a_folder(tmp_path):
    with pytest.raises(FileProblem, match="es una carpeta"):
        write(tmp_path)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "permiso"),
        (errno.EROFS, "permiso"),
        (errno.ENOSPC, "espacio"),
        (errno.ENOENT, "No se puede escribir en la carpeta"),
        (errno.EIO, "No se pudo escribir"),
    ],
)
def test_errors_of_the_disk(tmp_path, code, said):
    with pytest.raises(FileProblem, match=said), replacing(tmp_path / "a.csv"):
        raise OSError(code, "trouble")
    assert list(tmp_path.iterdir()) == []
