"""The rows of the list of agreements: with whom, of what kind and how it stands, under the stage they are in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm.agreement_stages import LAPSED
from crm.texts import _
from ui.desktop.listing.delegate import LINE, ROW_HEIGHT, SIDE
from ui.desktop.listing.headed import HeadedDelegate, HeadedRows, HeadedTable
from ui.desktop.listing.model import Index
from ui.desktop.theme import Theme
from ui.desktop.tokens import Tokens

if TYPE_CHECKING:
    from crm.agreement_list import AgreementRow

_HEADING = 32


def with_whom(row: "AgreementRow") -> str:
    """The other parties, or the agreement's own name where they are not known."""
    return row.parties or row.title


def tone_of(row: "AgreementRow", tokens: Tokens) -> str:
    """The colour of how it stands: what is over is late, what is to be seen to is told, the rest is said softly."""
    if not row.warns:
        return tokens.muted
    return tokens.danger if row.stage == LAPSED else tokens.warn


def second_line(row: "AgreementRow") -> str:
    """Of what kind it is, and how it stands: "General, apoyo y colaboración · vence en 24 días"."""
    return " · ".join(part for part in (row.kind, row.line) if part)


def ending_whole(row: "AgreementRow", metrics: QFontMetrics, width: int) -> str:
    """The second line, cut in what kind it is where that is too wide: how it stands is what one looks for."""
    if not row.kind or not row.line:
        return second_line(row)
    room = width - metrics.horizontalAdvance(f" · {row.line}")
    kind = metrics.elidedText(row.kind, Qt.TextElideMode.ElideRight, room)
    return second_line(row._replace(kind=kind))


class AgreementModel(HeadedRows):
    """Agreements, each in one column of two lines, under their stages."""

    def record_words(self, row: "AgreementRow", *, aloud: bool) -> str:
        """With whom; aloud, all that the row says, and whose it is."""
        if not aloud:
            return with_whom(row)
        others = _("de terceros") if row.of_others else ""
        parts = (with_whom(row), row.folio, second_line(row), row.label, others)
        return ", ".join(part for part in parts if part)


class AgreementDelegate(HeadedDelegate):
    """Both lines; what is to be seen to in its colour."""

    heading_room = (8, 4)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All agreements are alike."""
        return QSize(200, ROW_HEIGHT)

    def _draw_record(
        self, painter: QPainter, room: QRect, row: "AgreementRow", _index: Index, selected: bool
    ) -> None:
        tokens = self._theme.tokens
        room = room.adjusted(SIDE, 4, -SIDE, -4)
        first = QRect(room.left(), room.top(), room.width(), LINE)
        base = self._semibold if selected else self._regular
        self._draw_matched(painter, first, with_whom(row), base, self._colour)
        tone = tokens.muted if self.pale else tone_of(row, tokens)
        second = ending_whole(row, self._metrics, room.width())
        self._draw_matched(painter, first.translated(0, LINE), second, self._regular, tone)


class AgreementTable(HeadedTable):
    """The rows; a stage takes less room than an agreement."""

    def __init__(self, model: AgreementModel, theme: Theme) -> None:
        super().__init__(model, theme, _("Convenios"))
        model.modelReset.connect(self._fit_headings)
        model.rowsInserted.connect(self._fit_headings)

    def _make_delegate(self) -> AgreementDelegate:
        return AgreementDelegate(self, self._theme)

    def _least_height(self) -> int:
        return _HEADING

    @Slot()
    @Slot(QModelIndex, int, int)
    def _fit_headings(self, *_what: object) -> None:
        """Of as many rows as before, each keeps its height, though a heading may stand elsewhere now."""
        rows, model = self.verticalHeader(), self.model()
        assert isinstance(model, AgreementModel)
        usual = rows.defaultSectionSize()
        for number, one in enumerate(model.ids):
            height = _HEADING if one < 0 else usual
            if rows.sectionSize(number) != height:
                rows.resizeSection(number, height)
