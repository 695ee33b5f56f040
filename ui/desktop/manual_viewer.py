"""The manual inside the program: its pages at the left, the text at the right. Nothing is asked of the network."""

from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from crm.texts import _
from ui.desktop import fonts, manual_pages
from ui.desktop.back_button import BackButton
from ui.desktop.icons import Icons
from ui.desktop.theme import Theme

_CONTENTS_WIDTH = 208
_TEXT_WIDTH = 720
_NARROW = 760
_LINE = 28
_INDENT = 20


class ManualText(QTextBrowser):
    """One page. Pictures come from the manual's own folder alone; links lead to its pages alone (``followed``)."""

    followed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page = ""
        self.setObjectName("manual")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(_("Texto del manual"))
        self.setFont(fonts.font())
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(_INDENT)
        self.anchorClicked.connect(self._follow)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - as Qt calls it
        """A picture of the manual, as wide as the text; nothing for any other address."""
        name = QUrl(name)
        path = PurePosixPath(name.toString())
        outside = name.scheme() or name.host() or path.is_absolute() or ".." in path.parts
        if outside or kind != int(QTextDocument.ResourceType.ImageResource.value):
            return None
        if self._theme.tokens.name == "dark":
            path = path.with_name(path.name.replace("-claro.", "-oscuro."))
        file = manual_pages.folder() / str(path)
        if not file.is_file():
            return None
        picture = QImage.fromData(file.read_bytes())
        wide = max(200, min(self.viewport().width(), picture.width()))
        return picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)

    def show_page(self, page: str, part: str = "") -> None:
        """Show a page, from one of its headings if given."""
        self._page = page
        self.document().setDefaultFont(fonts.font())
        self.document().setMarkdown(
            manual_pages.shown(page),
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )
        self._set_out()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if part:
            self._scroll_to(manual_pages.anchors(page)[part])

    def _set_out(self) -> None:
        """Lines of the program's height, and air before headings."""
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = QTextBlockFormat(block.blockFormat())
            level = form.headingLevel()
            height = fonts.TITLE_LINE if level == 1 else fonts.BODY_LINE
            if not any(piece.charFormat().isImageFormat() for piece in _pieces(block)):
                form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            form.setTopMargin(16 if level > 1 else 0)
            form.setBottomMargin(4 if block.textList() else 8)
            cursor.setBlockFormat(form)
            for piece in _pieces(block):
                self._set_piece(cursor, piece, level)
            block = block.next()

    def _set_piece(self, cursor: QTextCursor, piece: Any, level: int) -> None:
        """Inter in its two weights; keys and orders on a ground of their own."""
        form: QTextCharFormat = piece.charFormat()
        if form.isImageFormat():
            return
        code = form.fontFixedPitch()
        bold = bool(level) or form.fontWeight() > QFont.Weight.Medium
        pixels = fonts.TITLE_PIXELS if level == 1 else fonts.BODY_PIXELS
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        form.setFont(fonts.font(pixels, semibold=bold))
        if code:
            form.setBackground(QColor(self._theme.tokens.hover))
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)

    def _scroll_to(self, heading: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.setTextCursor(QTextCursor(block))
                self.verticalScrollBar().setValue(int(top))
                return
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar at the window's edge, the text no wider than one reads with ease."""
        self.setViewportMargins(0, 0, max(16, self.width() - _TEXT_WIDTH), 0)
        super().resizeEvent(event)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        found = manual_pages.resolved(url.toString(), self._page)
        if found is not None:
            self.followed.emit(*found)


def _pieces(block: Any) -> list[Any]:
    found = []
    place = block.begin()
    while not place.atEnd():
        found.append(place.fragment())
        place += 1
    return found


class ManualPage(QWidget):
    """``left`` asks to go back to where one was; ``shown`` carries the title of the page."""

    left = Signal()
    shown = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._page = ""
        self.text = ManualText(theme)
        self.text.followed.connect(self.open)
        self.contents = QListWidget()
        self.contents.setObjectName("contents")
        self.contents.setAccessibleName(_("Páginas del manual"))
        self.contents.setFont(fonts.font())
        self.contents.setFixedWidth(_CONTENTS_WIDTH)
        self.contents.setFrameShape(QListWidget.Shape.NoFrame)
        for page in manual_pages.PAGES:
            item = QListWidgetItem(manual_pages.title(page))
            item.setData(Qt.ItemDataRole.UserRole, page)
            item.setSizeHint(QSize(0, _LINE))
            self.contents.addItem(item)
        self.contents.currentItemChanged.connect(self._chosen)
        self.back = BackButton(icons, _("Volver"), _("Volver adonde estaba (Esc)"))
        self.back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.contents)
        row.addWidget(self.text, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 12, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(row, 1)
        self.setFocusProxy(self.text)
        theme.changed.connect(self._draw_again)

    @property
    def page(self) -> str:
        """The page shown, or empty."""
        return self._page

    @property
    def title(self) -> str:
        """What the window is called while the page is shown."""
        if not self._page:
            return _("Manual")
        return _("Manual: {title}").format(title=manual_pages.title(self._page))

    @Slot(str, str)
    def open(self, page: str, part: str = "") -> None:
        """Show a page of the manual."""
        self._page = page
        self.text.show_page(page, part)
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(manual_pages.PAGES.index(page))
        self.contents.blockSignals(False)
        self.shown.emit(self.title)

    def open_for(self, place: str) -> None:
        """Show what there is about a place of the window."""
        page, _hash, part = manual_pages.OF_PLACES.get(place, manual_pages.FIRST).partition("#")
        self.open(page, part)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _chosen(self, item: QListWidgetItem, _before: QListWidgetItem) -> None:
        if item is not None:
            self.open(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _draw_again(self) -> None:
        if self._page:
            self.text.show_page(self._page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the text has it all; the pages are reached by its links."""
        super().resizeEvent(event)
        self.contents.setVisible(self.width() >= _NARROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface."""
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))
