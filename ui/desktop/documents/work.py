"""Keeping, opening, saving and taking away the documents of a record, on the lane of long work."""

import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from crm.errors import Cancelled, FileProblem
from crm.heap import without_collector
from crm.texts import _, ngettext
from ui.desktop.lanes import Lane, Ticket
from ui.desktop.long_jobs import Rows, Stop, teller
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.document_files import KeptFile, OpenedCopy


class _Kept(NamedTuple):
    """What became of the files that were to be kept."""

    files: "tuple[KeptFile, ...]" = ()
    refused: tuple[FileProblem, ...] = ()


class _Job:
    """A job with a file: what it came to is claimed once, also where the news of it has not come yet."""

    def __init__(self, then: Callable[[Any], None]) -> None:
        self.stop = Stop()
        self._then = then
        self._lock = threading.Lock()
        self._left = False
        self._results: list[Any] = []

    def finish(self, result: Any) -> None:
        """On the lane: this is what it came to. Raises Cancelled if the base was left before."""
        with self._lock:
            if self._left:
                raise Cancelled(_("Se canceló; no quedó nada a medias."))
            self._results.append(result)

    def take_result(self) -> None:
        """Go on with what it came to, unless that was done already."""
        with self._lock:
            results, self._results = self._results, []
        for result in results:
            self._then(result)

    def leave(self) -> None:
        """The base is left: what is kept already still belongs to its record, what is not yet is given up."""
        self.stop.ask()
        with self._lock:
            self._left = True
        self.take_result()


class DocumentsWork(QObject):
    """``begun`` carries what is done with a file, in words, ``went_on`` how many Rows of its bytes are, ``ended`` comes
    when all that is over; ``asked`` carries an OpenedCopy that may run a program: ``open_copy`` opens it all the same;
    ``saved`` the path of a copy. ``failed`` carries an error. What is added is of ``kind``, until it is changed.
    """

    begun = Signal(str)
    went_on = Signal(object)
    ended = Signal()
    asked = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, base: "Base", lane: Lane, writing: Writing, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kind = kind
        self._base = base
        self._lane = lane
        self._writing = writing
        self._jobs: list[_Job] = []
        self._left = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, record: int, paths: Sequence[Path]) -> None:
        """Keep files beside the base, then give them to a record as one operation that can be undone.

        Those that cannot be kept are told of; the others are added.
        """
        self._keep(paths, lambda files: self._give(record, files))

    def add_version(self, document: int, path: Path) -> None:
        """Keep a file beside the base, then put it before the versions that a document has."""
        self._keep((path,), lambda files: self._give_version(document, files[0]))

    def _keep(self, paths: Sequence[Path], give: "Callable[[tuple[KeptFile, ...]], None]") -> None:
        base = self._base

        def keep(ticket: Ticket, stop: Stop) -> _Kept:
            from crm import document_files

            files, refused = [], []
            for number, path in enumerate(paths, 1):
                stop.check()
                ticket.tell(_keeping(path, number, len(paths)))
                try:
                    with without_collector():
                        files.append(document_files.keep_file(base, path, teller(ticket, stop)))
                except FileProblem as problem:
                    refused.append(problem)
            return _Kept(tuple(files), tuple(refused))

        def kept(found: _Kept) -> None:
            if found.files:
                give(found.files)
            if found.refused:
                self.failed.emit(FileProblem(_refusal(found.refused)))

        self._run(keep, kept)

    def _run(self, job: Callable[[Ticket, Stop], Any], then: Callable[[Any], None]) -> None:
        """Do it on the lane; ``then`` is not called for what was stopped."""
        run = _Job(then)
        self._jobs.append(run)

        def work(ticket: Ticket) -> None:
            with suppress(Cancelled):
                run.finish(job(ticket, run.stop))

        def done(_nothing: object) -> None:
            self._over(run)
            run.take_result()

        def cannot(error: Exception) -> None:
            self._over(run)
            self._tell_error(error)

        self._lane.submit(work, done, part=self._tell, failed=cannot)

    def _tell(self, news: str | Rows) -> None:
        if self._left:
            return
        if isinstance(news, Rows):
            self.went_on.emit(news)
        else:
            self.begun.emit(news)

    def _over(self, job: _Job) -> None:
        self._jobs.remove(job)
        if not self._jobs and not self._left:
            self.ended.emit()

    def _tell_error(self, error: Exception) -> None:
        if not self._left:  # else there is nobody to be told, and this object may be gone
            self.failed.emit(error)

    def _give(self, record: int, files: "tuple[KeptFile, ...]") -> None:
        from crm import documents

        kind = self._kind

        def job(session: Any) -> None:
            for file in files:
                documents.add_document(session, record=record, file=file, kind=kind)

        title = documents.ADD_TITLE if len(files) == 1 else documents.ADD_SEVERAL_TITLE
        self._writing.run(title, job, icon="file-plus", n=len(files))

    def _give_version(self, document: int, file: "KeptFile") -> None:
        from crm import documents

        def job(session: Any) -> None:
            documents.add_version(session, document=document, file=file)

        self._writing.run(documents.VERSION_TITLE, job, icon="file-up")

    def rename(
        self, document: int, title: str, then: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> None:
        """Call a document otherwise; ``then`` is called when it is, ``failed`` with why it cannot be."""
        from crm import documents

        def job(session: Any) -> None:
            documents.change_document(session, document=document, title=title)

        self._writing.run(documents.CHANGE_TITLE, job, then=then, failed=failed)

    def change_kind(self, document: int, kind: str) -> None:
        """Say that a document is something else to its record."""
        from crm import documents

        def job(session: Any) -> None:
            documents.change_document(session, document=document, kind=kind)

        self._writing.run(documents.CHANGE_TITLE, job, failed=self.failed.emit)

    def remove(self, document: int) -> None:
        """Take a document away; undo brings it back."""
        from crm import documents

        def job(session: Any) -> None:
            documents.remove_document(session, document=document)

        self._writing.run(documents.REMOVE_TITLE, job, icon="trash-2")

    @Slot()
    def stop(self) -> None:
        """Leave what is being kept or saved; nothing of it stays."""
        for job in self._jobs:
            job.stop.ask()

    def save(self, version: int, path: Path) -> None:
        """Write a version into a file of the user's."""
        base = self._base

        def save(ticket: Ticket, stop: Stop) -> Path:
            from crm import document_files

            ticket.tell(_("Guardando una copia en «{name}»…").format(name=path.name))
            document_files.save_copy(base, version, path, teller(ticket, stop))
            return path

        self._run(save, self.saved.emit)

    def open(self, version: int) -> None:
        """Open a copy with the program that the system has for it; ask first where that may run something."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="vinculo-", ignore_cleanup_errors=True)
        base, folder = self._base, Path(self._folder.name)

        def copy(_ticket: Ticket) -> "OpenedCopy":
            from crm import document_files

            return document_files.open_copy(base, version, folder)

        self._lane.submit(copy, self._copied, failed=self._tell_error)

    def _copied(self, copy: "OpenedCopy") -> None:
        if self._folder is None:
            return  # the base was left meanwhile
        if copy.runs:
            self.asked.emit(copy)
        else:
            self.open_copy(copy.path)

    @staticmethod
    def open_copy(path: Path) -> None:
        """Open a copy that was made."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def leave(self) -> None:
        """The base is left: what was kept is given to its record, what was opened is thrown away."""
        for job in self._jobs:
            job.leave()
        self._left = True
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
            # A copy that is being written meanwhile ends after this, on the same lane.
            self._lane.submit(lambda _ticket: folder.cleanup(), _nothing, keep=True)


def _nothing(_result: object) -> None:
    """Nobody waits for it."""


def _keeping(path: Path, number: int, total: int) -> str:
    from crm.document_names import safe_name

    name = safe_name(path.name)
    if total == 1:
        return _("Guardando «{name}»…").format(name=name)
    return _("Guardando «{name}», {number} de {total}…").format(name=name, number=number, total=total)


def _refusal(problems: Sequence[FileProblem]) -> str:
    first, others = str(problems[0]), len(problems) - 1
    if not others:
        return first
    more = ngettext("Tampoco se agregó {n} archivo más.", "Tampoco se agregaron {n} archivos más.", others)
    return f"{first} {more.format(n=others)}"
