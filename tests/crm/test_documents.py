"""Documents of a record: kept, in versions, opened as copies, taken back, backed up."""

import datetime
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crm import document_files, documents, operations, trash
from crm.backups import automatic, back_up_to, restore_from
from crm.base import Base, open_base
from crm.card_writer import CardWriter
from crm.cards import Card
from crm.clock import Clock
from crm.errors import BaseProblem, Cancelled, FileProblem, InvalidValue, NotFound, UserError
from crm.verification import DOCUMENTS, verify_base
from db import pieces


@pytest.fixture
def base(tmp_path: Path, new_base: Callable[[Path], Path]) -> Iterator[Base]:
    new_base(tmp_path / "base.vinculo")
    with open_base(tmp_path / "base.vinculo", actor="ana") as base:
        yield base


@pytest.fixture
def record(base: Base) -> int:
    with base.write("Prueba") as session:
        return CardWriter(session).add([Card(kind="organization", official_name="Club Puebla")])[0]


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "Minuta.pdf"
    path.write_bytes(b"%PDF-1.7 minuta de la mesa")
    return path


def added(base: Base, record: int, path: Path, **more: str) -> int:
    kept = document_files.keep_file(base, path)
    with base.write(documents.ADD_TITLE) as session:
        return documents.add_document(session, record=record, file=kept, **more)


def listed(base: Base, record: int) -> tuple[documents.RecordDocument, ...]:
    with base.read() as session:
        return documents.documents_of(session, record)


def test_a_file_is_kept_and_opened_as_a_copy(base: Base, record: int, minutes: Path, tmp_path: Path) -> None:
    added(base, record, minutes, kind="evidencia")
    minutes.unlink()
    (document,) = listed(base, record)
    (version,) = document.versions
    assert (document.title, document.kind, version.name) == ("Minuta.pdf", "evidencia", "Minuta.pdf")
    assert (version.size, version.media_type, version.added_by) == (26, "application/pdf", "ana")
    opened = document_files.open_copy(base, version.id, tmp_path / "copias")
    assert opened.path.read_bytes() == b"%PDF-1.7 minuta de la mesa"
    assert not opened.runs
    assert opened.path.stat().st_mode & 0o777 == 0o400
    again = document_files.open_copy(base, version.id, tmp_path / "copias")
    assert again == opened


def test_versions_stand_one_before_the_other(base: Base, record: int, minutes: Path, tmp_path: Path) -> None:
    document = added(base, record, minutes, title="Minuta de marzo")
    minutes.write_bytes(b"%PDF-1.7 corregida")
    kept = document_files.keep_file(base, minutes)
    with base.write(documents.VERSION_TITLE) as session:
        documents.add_version(session, document=document, file=kept)
    (found,) = listed(base, record)
    assert found.title == "Minuta de marzo"
    assert [version.number for version in found.versions] == [2, 1]
    texts = [
        document_files.open_copy(base, version.id, tmp_path / "c").path.read_bytes()
        for version in found.versions
    ]
    assert texts == [b"%PDF-1.7 corregida", b"%PDF-1.7 minuta de la mesa"]


def test_undo_takes_a_document_away_and_redo_brings_it_back(base: Base, record: int, minutes: Path) -> None:
    added(base, record, minutes)
    before = listed(base, record)
    operations.undo(base)
    assert listed(base, record) == ()
    operations.redo(base)
    assert [(one.id, one.title) for one in listed(base, record)] == [(one.id, one.title) for one in before]


def test_what_was_removed_comes_back_with_its_versions(base: Base, record: int, minutes: Path) -> None:
    document = added(base, record, minutes)
    with base.write(documents.REMOVE_TITLE) as session:
        documents.remove_document(session, document=document)
    assert listed(base, record) == ()
    operations.undo(base)
    (found,) = listed(base, record)
    assert [version.name for version in found.versions] == ["Minuta.pdf"]


def test_what_a_document_is_called_can_be_changed(base: Base, record: int, minutes: Path) -> None:
    document = added(base, record, minutes)
    with base.write(documents.CHANGE_TITLE) as session:
        documents.change_document(session, document=document, title="  Acta ", kind="acuse")
    (found,) = listed(base, record)
    assert (found.title, found.kind) == ("Acta", "acuse")
    with pytest.raises(InvalidValue, match="título"), base.write(documents.CHANGE_TITLE) as session:
        documents.change_document(session, document=document, title=" ")
    with pytest.raises(InvalidValue, match="clase"), base.write(documents.CHANGE_TITLE) as session:
        documents.change_document(session, document=document, kind="foto")


@pytest.mark.parametrize(
    "name", ["..\\..\\fuera.exe", "a" * 200 + ".exe", "corre\u202efdp.exe", "linea\nnueva.exe"]
)
def test_a_hostile_name_is_kept_safe_and_reopened(base: Base, record: int, tmp_path: Path, name: str) -> None:
    given = tmp_path / "entrada" / name
    given.parent.mkdir()
    given.write_bytes(b"MZ hostil")
    added(base, record, given)
    (document,) = listed(base, record)
    folder = tmp_path / "copias"
    opened = document_files.open_copy(base, document.versions[0].id, folder)
    assert opened.runs
    assert folder in opened.path.parents
    assert opened.path.resolve().is_relative_to(folder.resolve())
    assert opened.path.name.isprintable()
    assert len(opened.path.name) <= 120
    assert opened.path.read_bytes() == b"MZ hostil"


def test_a_file_too_large_is_refused_at_once(base: Base, tmp_path: Path) -> None:
    large = tmp_path / "video.mp4"
    with large.open("wb") as file:
        file.truncate(200 << 20)
    read: list[int] = []
    with pytest.raises(FileProblem, match="pesa 200 MB"):
        document_files.keep_file(base, large, lambda done, _total: read.append(done))
    assert not read
    assert not pieces.beside(base.path).exists()


def test_what_is_no_file_to_keep_is_told(base: Base, tmp_path: Path) -> None:
    (tmp_path / "vacio.pdf").touch()
    os.mkfifo(tmp_path / "tubo")
    with pytest.raises(FileProblem, match="está vacío"):
        document_files.keep_file(base, tmp_path / "vacio.pdf")
    for name in ("tubo", "."):
        with pytest.raises(FileProblem, match="no es un archivo"):
            document_files.keep_file(base, tmp_path / name)
    with pytest.raises(FileProblem, match="No se pudo leer"):
        document_files.keep_file(base, tmp_path / "no-existe.pdf")


def test_cancelling_leaves_nothing(base: Base, tmp_path: Path) -> None:
    large = tmp_path / "foto.jpg"
    large.write_bytes(bytes(3 << 20))

    def stop(done: int, _total: int | None) -> None:
        if done > 1 << 20:
            raise Cancelled("alto")

    with pytest.raises(Cancelled):
        document_files.keep_file(base, large, stop)
    assert not pieces.held(pieces.beside(base.path), None)


def test_a_copy_is_saved_where_one_wants_it(base: Base, record: int, minutes: Path, tmp_path: Path) -> None:
    added(base, record, minutes)
    ((version,),) = (document.versions for document in listed(base, record))
    target = tmp_path / "copia.pdf"
    target.write_bytes(b"lo de antes")
    told: list[tuple[int, int | None]] = []
    document_files.save_copy(base, version.id, target, lambda done, total: told.append((done, total)))
    assert target.read_bytes() == b"%PDF-1.7 minuta de la mesa"
    assert told == [(26, 26)]
    with pytest.raises(FileProblem, match="no existe"):
        document_files.save_copy(base, version.id, tmp_path / "no-hay" / "copia.pdf")


def test_a_copy_that_is_cancelled_leaves_what_was_there(
    base: Base, record: int, minutes: Path, tmp_path: Path
) -> None:
    added(base, record, minutes)
    ((version,),) = (document.versions for document in listed(base, record))
    target = tmp_path / "otra" / "copia.pdf"
    target.parent.mkdir()
    target.write_bytes(b"lo de antes")

    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled("alto")

    with pytest.raises(Cancelled):
        document_files.save_copy(base, version.id, target, stop)
    assert target.read_bytes() == b"lo de antes"
    assert list(target.parent.iterdir()) == [target]


def test_the_content_of_a_piece_is_read_no_further_than_wanted(
    base: Base, record: int, tmp_path: Path
) -> None:
    large = tmp_path / "foto.jpg"
    large.write_bytes(bytes(1 << 20))
    added(base, record, large)
    (version,) = listed(base, record)[0].versions
    parts = document_files.content(base, version.piece)
    assert next(parts) == bytes(pieces.CHUNK)
    parts.close()
    with pytest.raises(BaseProblem):
        list(document_files.content(base, "0" * 64))


def test_what_does_not_exist_is_told(base: Base, record: int, minutes: Path, tmp_path: Path) -> None:
    kept = document_files.keep_file(base, minutes)
    with pytest.raises(NotFound), base.write(documents.ADD_TITLE) as session:
        documents.add_document(session, record=record + 99, file=kept)
    with pytest.raises(NotFound), base.write(documents.VERSION_TITLE) as session:
        documents.add_version(session, document=99, file=kept)
    with pytest.raises(NotFound):
        document_files.open_copy(base, 99, tmp_path)


def test_what_is_in_the_trash_is_given_no_documents(base: Base, record: int, minutes: Path) -> None:
    document = added(base, record, minutes)
    kept = document_files.keep_file(base, minutes)
    with base.write(trash.trash_title("organization")) as session:
        trash.trash(session, [record])
    with pytest.raises(UserError, match="restáurelo"), base.write(documents.ADD_TITLE) as session:
        documents.add_document(session, record=record, file=kept)
    with pytest.raises(UserError, match="restáurelo"), base.write(documents.VERSION_TITLE) as session:
        documents.add_version(session, document=document, file=kept)
    (found,) = listed(base, record)
    assert len(found.versions) == 1


def test_a_copy_is_written_anew_where_what_is_only_read_cannot_be_taken_away(
    base: Base, record: int, minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(base, record, minutes)
    (version,) = listed(base, record)[0].versions
    opened = document_files.open_copy(base, version.id, tmp_path)
    unlink = Path.unlink

    def as_on_windows(path: Path, *, missing_ok: bool = False) -> None:
        if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(path)
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", as_on_windows)
    assert document_files.open_copy(base, version.id, tmp_path) == opened
    assert opened.path.stat().st_mode & 0o777 == 0o400


def test_a_backup_brings_the_documents_back(base: Base, record: int, minutes: Path, tmp_path: Path) -> None:
    added(base, record, minutes)
    target = tmp_path / "otra carpeta" / "respaldo.vinculo"
    target.parent.mkdir()
    back_up_to(base.path, target)
    base.close()
    pieces.beside(base.path).unlink()
    (problem,) = verify_base(base.path)
    assert problem.kind == DOCUMENTS
    assert "1 documento falta" in problem.sentence
    restore_from(target, base.path, clock=Clock())
    assert verify_base(base.path) == []


def test_a_document_added_while_a_backup_is_made_is_in_it(
    base: Base, record: int, minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = pieces.copy
    late = iter([minutes])

    def copied_then_added(*given: Any) -> int:
        copied = copy(*given)
        for file in late:
            added(base, record, file)
        return copied

    monkeypatch.setattr(pieces, "copy", copied_then_added)
    target = tmp_path / "otra" / "respaldo.vinculo"
    target.parent.mkdir()
    back_up_to(base.path, target)
    wanted = pieces.referenced(target, None)
    assert len(wanted) == 1
    assert wanted <= pieces.held(pieces.beside(target), None)


def test_automatic_backups_share_one_file_of_documents(
    base: Base, record: int, minutes: Path, tmp_path: Path
) -> None:
    added(base, record, minutes)
    folder = tmp_path / "respaldos"
    # Of one day only the last is kept.
    first = automatic(base.path, None, Clock.fixed(datetime.date(2025, 10, 6)))
    minutes.write_bytes(b"otra minuta")
    added(base, record, minutes)
    second = automatic(base.path, None, Clock.fixed(datetime.date(2025, 10, 7)))
    assert first
    assert second
    assert [file.name for file in folder.glob("*.docs")] == ["base.vinculo.docs"]
    assert len(pieces.held(folder / "base.vinculo.docs", None)) == 2
    base.close()
    pieces.beside(base.path).unlink()
    restore_from(first.path, base.path, clock=Clock())
    assert verify_base(base.path) == []


def test_a_backup_without_its_documents_is_not_put_back(
    base: Base, record: int, minutes: Path, tmp_path: Path
) -> None:
    added(base, record, minutes)
    target = tmp_path / "sola" / "respaldo.vinculo"
    target.parent.mkdir()
    back_up_to(base.path, target)
    pieces.beside(target).unlink()
    base.close()
    pieces.beside(base.path).unlink()
    with pytest.raises(FileProblem, match=r"respaldo\.vinculo\.docs"):
        restore_from(target, base.path, clock=Clock())
    assert base.path.exists()
