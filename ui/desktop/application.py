"""The program with its window: the window first, then the base.

The window and the first rows of the list need neither SQLAlchemy nor the rest of ``crm``: these are imported on the
lanes, after the window has been drawn (QUALITY, "Start").
"""

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QProcess, QStandardPaths, QTimer, Slot
from PySide6.QtWidgets import QApplication

from crm.clock import Clock
from crm.contact_list import ContactRow, first_rows
from crm.errors import BaseProblem, UserError
from crm.texts import _
from ui.desktop import fonts, text_size
from ui.desktop.backing_up import DailyBackup, chosen_folder
from ui.desktop.contacts.model import PAGE
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes, Ticket
from ui.desktop.settings import Settings
from ui.desktop.theme import Theme
from ui.desktop.window import MainWindow
from ui.desktop.writing import Done, Writing

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from crm.base import Base
    from ui.desktop.bug_notice import BugWatch
    from ui.desktop.notices import TaskPage

KEY_VARIABLE = "VINCULO_CLAVE"
_WATCH_MS = 3000
_WAIT_FOR_ROWS_MS = 30
_AFTER_FIRST_PAINT_MS = 300


class _Progress(NamedTuple):
    done: int
    total: int


class _Opened(NamedTuple):
    path: Path
    base: "Base"
    demo: bool
    last_operation: int


def default_base() -> Path:
    """Where the user's base is unless another one is chosen; the same place as the command line's."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(folder) / "vinculo" / "base.vinculo"


def settings_path() -> Path:
    """Where the window's settings are kept."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "vinculo" / "escritorio.ini"


class Desktop(QObject):
    """The window and the base it works on."""

    def __init__(
        self, application: QApplication, settings: Settings, path: Path, *, throw_away: bool, clock: Clock
    ) -> None:
        super().__init__(application)
        self._settings = settings
        self._path = path
        self._throw_away = throw_away
        self._clock = clock
        self._base: Base | None = None
        self._making: Ticket | None = None
        self._last_operation = 0
        self._shown = False
        self._translator: QTranslator | None = None
        self.lanes = Lanes(self)
        if not throw_away and settings.base == str(path) and path.exists():
            # It has been opened before: it is a base of ours, and not on a network share.
            key = _key()
            self.lanes.reader.submit(lambda _ticket: first_rows(path, key, PAGE), self._show_first_rows)
        self._theme = Theme(application, settings.theme)
        self._icons = Icons(self._theme)
        self.window = MainWindow(self._theme, self._icons, self.lanes, settings)
        self.window.closing.connect(self._close)
        self.window.drawn.connect(self._open)
        self.window.other_base_wanted.connect(self._ask_for_base)
        self.restart_wanted = False
        self.window.beside.restart_wanted.connect(self._restart)
        for lane in (self.lanes.writer, self.lanes.reader, self.lanes.long_reader, self.lanes.counter):
            lane.broken.connect(self._tell_of_bug)
        self._daily_backup = DailyBackup(self.lanes.long_reader, settings, self)
        self._daily_backup.failed.connect(self.window.top.show_trouble)
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._look_for_changes)

    def start(self) -> None:
        """Show the window on the base, or on what to do where there is none."""
        if self._throw_away:
            self.window.show()
            self._make(self._path, demo=True)
        elif self._path.exists():
            self._show_at_once()
        else:
            self._offer_first_start()
            self.window.show()

    def _show_at_once(self) -> None:
        """Draw the window, with the rows it will have if they come in time, then open the base."""
        self.window.show_desk(actor="", demo=False)
        QTimer.singleShot(_WAIT_FOR_ROWS_MS, self._show_window)

    def _show_first_rows(self, rows: list[ContactRow]) -> None:
        self.window.contacts.show_first_rows(rows)
        self._show_window()

    @Slot()
    def _show_window(self) -> None:
        if not self._shown:
            self._shown = True
            # The base not before all is drawn: loading the database's libraries would hold the painting up.
            self.window.tell_when_drawn()
            self.window.show()

    @Slot()
    def _open(self) -> None:
        path, clock = self._path, self._clock
        self._speak_spanish()

        def job(_ticket: Ticket) -> _Opened:
            return _opened(path, clock)

        self.lanes.writer.submit(job, self._show_base, failed=self._cannot_open)

    def _speak_spanish(self) -> None:
        """Qt's own dialogs, menus and buttons, and its way of writing numbers; not needed for the first drawing."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        if self._translator is not None:
            return
        QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Mexico))
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load("qtbase_es", folder):
            QApplication.installTranslator(self._translator)

    def _show_base(self, opened: _Opened) -> None:
        from ui.desktop.contacts.base_source import BaseSource
        from ui.desktop.contacts.contact_desk import contact_desk
        from ui.desktop.contacts.facets_source import BaseFacets
        from ui.desktop.palette.source import BasePalette

        self._base = opened.base
        self._path = opened.path
        self._last_operation = opened.last_operation
        if not self._throw_away:
            self._settings.base = str(self._path)
        self.window.show_desk(actor=opened.base.actor, demo=opened.demo)
        self.window.contacts.facets.pane.set_source(BaseFacets(opened.base, self.lanes.counter))
        self.window.palette_opener.set_source(BasePalette(opened.base, self.lanes.reader))
        self.window.contacts.set_source(BaseSource(opened.base, self.lanes.reader))
        writing = Writing(opened.base, self.lanes.writer)
        writing.done.connect(self._know_of)
        self.window.set_writing(writing)
        self.window.beside.set_base(opened.base, writing)
        self.window.set_contact_desk(
            contact_desk(self.window.contacts, opened.base, self.lanes, writing, self._theme, self._icons)
        )
        self._watch.start()
        if not self._throw_away:
            self._daily_backup.watch(opened.base)

    def _cannot_open(self, error: Exception) -> None:
        from ui.desktop import start

        page = start.cannot_open(
            self._theme,
            self._icons,
            sentence=str(error),
            again=self._try_again,
            open_other=self._ask_for_base,
        )
        self.window.show_notice(page)

    @Slot()
    def _try_again(self) -> None:
        if self._path.exists():
            self._open()
        else:
            self._offer_first_start()

    def _offer_first_start(self) -> None:
        from ui.desktop import start

        self._speak_spanish()
        page = start.first_start(
            self._theme,
            self._icons,
            path=self._path,
            create=self._make_empty,
            demo=self._make_demo,
            open_other=self._ask_for_base,
        )
        self.window.show_notice(page)

    @Slot()
    def _make_empty(self) -> None:
        self._make(self._path, demo=False)

    @Slot()
    def _make_demo(self) -> None:
        path = self._path.with_name("demostracion.vinculo")
        if path.exists():
            self._path = path
            self._open()
        else:
            self._make(path, demo=True)

    def _make(self, path: Path, *, demo: bool) -> None:
        from ui.desktop import start

        page = start.making(self._theme, self._icons, path=path, demo=demo)
        page.cancelled.connect(self._cancel_making)
        self.window.show_notice(page)

        clock = self._clock

        def job(ticket: Ticket) -> _Opened:
            path.parent.mkdir(parents=True, exist_ok=True)
            _build(path, ticket, clock, demo=demo)
            return _opened(path, clock)

        self._making = self.lanes.writer.submit(
            job, self._show_base, part=_shower(page), failed=self._cannot_open
        )

    @Slot()
    def _cancel_making(self) -> None:
        self.lanes.writer.cancel(self._making)
        if self._throw_away:
            self.window.close()
        else:
            self._offer_first_start()

    @Slot()
    def _ask_for_base(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window, _("Abrir una base"), str(self._path.parent))
        dialog.setNameFilter(_("Bases de Vínculo (*.vinculo)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_base)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def open_base(self, chosen: str) -> None:
        """Leave the base that is open, and work on another one."""
        self._leave_base()
        self._throw_away = False
        self._path = Path(chosen)
        self._open()

    def _leave_base(self) -> None:
        self._watch.stop()
        self._daily_backup.leave()
        base, self._base = self._base, None
        keep = not self._throw_away
        folder = chosen_folder(self._settings)
        self.window.set_contact_desk(None)
        self.window.contacts.leave_source()
        self.window.palette_opener.set_source(None)
        self.window.set_writing(None)
        self.window.beside.set_base(None, None)
        if base is not None:
            self.lanes.writer.submit(
                lambda _ticket: _close_base(base, back_up=keep, folder=folder),
                _nothing_more,
                failed=self._tell_of_problem,
            )

    @Slot()
    def _look_for_changes(self) -> None:
        """Another window or a scheduled command may have worked on the base: its journal says so."""
        base = self._base
        if base is None or not self.lanes.reader.idle:
            return
        self.lanes.reader.submit(
            lambda _ticket: _last_operation(base), self._compare, failed=self._tell_of_problem
        )

    def _compare(self, last_operation: int) -> None:
        if last_operation != self._last_operation:
            self._last_operation = last_operation
            self.window.contacts.reload()

    @Slot(object)
    def _know_of(self, done: Done) -> None:
        """What this window has done is no news for it."""
        self._last_operation = max(self._last_operation, done.last)

    def _tell_of_problem(self, error: Exception) -> None:
        self.window.top.show_trouble(str(error))

    @Slot(object)
    def _tell_of_bug(self, trace: object) -> None:
        from ui.desktop.bug_log import without_data
        from ui.desktop.bug_notice import Bug

        self.window.beside.tell_of_bug(Bug(without_data(str(trace))))

    @Slot()
    def _restart(self) -> None:
        self.restart_wanted = True
        self.window.close()

    @Slot()
    def _close(self) -> None:
        self._watch.stop()
        self.window.hide()
        self.lanes.close()
        base, self._base = self._base, None
        if base is None:
            return
        try:
            _close_base(base, back_up=not self._throw_away, folder=chosen_folder(self._settings))
        except (UserError, BaseProblem) as problem:
            # The window is gone; whoever starts the program from a terminal or a log still reads it.
            print(problem, file=sys.stderr)


def _key() -> str | None:
    return os.environ.get(KEY_VARIABLE) or None


def _opened(path: Path, clock: Clock) -> _Opened:
    from crm.base import open_base
    from crm.base_marks import is_demo

    base = open_base(path, _key(), clock=clock)
    try:
        with base.read() as session:
            demo = is_demo(session)
        return _Opened(path, base, demo, _last_operation(base))
    except BaseException:
        base.close()
        raise


def _close_base(base: "Base", *, back_up: bool, folder: Path | None) -> None:
    """Close a base, after a backup to ``folder`` if so wanted.

    Raises BaseProblem and FileProblem; the base is closed anyway.
    """
    from ui.desktop.backing_up import at_closing

    try:
        if back_up:
            at_closing(base, folder)
    finally:
        base.close()


def _last_operation(base: "Base") -> int:
    from crm.operations import log

    with base.read() as session:
        entries = log(session, limit=1)
    return entries[0].operation if entries else 0


def _build(path: Path, ticket: Ticket, clock: Clock, *, demo: bool) -> None:
    if not demo:
        from crm import reference_data

        reference_data.create(path, _key(), clock)
        return
    from crm.demo.building import build_demo

    def progress(done: int, total: int | None) -> None:
        ticket.check()
        ticket.tell(_Progress(done, total or 0))

    build_demo(path, key=_key(), clock=clock, progress=progress)


def _shower(page: "TaskPage") -> Callable[[object], None]:
    def show(progress: object) -> None:
        assert isinstance(progress, _Progress)
        text = _("{n:,} de {total:,} contactos").format(n=progress.done, total=progress.total)
        page.show_progress(progress.done, progress.total, text)

    return show


def _nothing_more(_result: object) -> None:
    """A base that was left is closed: nobody waits for it."""


def run(base: Path | None, *, demo: bool, today: datetime.date | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    ``base`` is the base to open, by default the last one; ``demo`` works on a throw-away base of demo data;
    ``today`` is the day it is, for demonstrations that look the same every day.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        text_size.apply(Settings(settings_path()).text_size)
        application = QApplication(["vinculo"])
    application.setApplicationDisplayName("Vínculo")
    application.setDesktopFileName("vinculo")
    fonts.load()
    settings = Settings(settings_path())
    clock = Clock() if today is None else Clock.fixed(today)
    if demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="vinculo-demo-") as folder:
            return _run(application, settings, Path(folder) / "demostracion.vinculo", clock, throw_away=True)
    return _run(application, settings, base or _last_base(settings), clock, throw_away=False)


def _run(application: QApplication, settings: Settings, path: Path, clock: Clock, *, throw_away: bool) -> int:
    desktop = Desktop(application, settings, path, throw_away=throw_away, clock=clock)
    desktop.start()
    watch: list[BugWatch] = []
    QTimer.singleShot(_AFTER_FIRST_PAINT_MS, lambda: watch.append(_watch_for_bugs(desktop)))
    code = application.exec()
    for one in watch:
        one.leave()
    if desktop.restart_wanted:
        program, arguments = text_size.restart_command()
        QProcess.startDetached(program, arguments)
    return code


def _watch_for_bugs(desktop: Desktop) -> "BugWatch":
    """Log what nobody caught and tell of it; loading what that takes can wait until the window is there."""
    from ui.desktop import bug_log
    from ui.desktop.bug_notice import BugWatch

    bug_log.keep_log(bug_log.log_path())
    watch = BugWatch(desktop)
    watch.found.connect(desktop.window.beside.tell_of_bug)
    return watch


def _last_base(settings: Settings) -> Path:
    return Path(settings.base) if settings.base else default_base()


__all__ = ["Desktop", "default_base", "run", "settings_path"]
