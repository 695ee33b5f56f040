"""What is done with the tours of one base beside reading them: fields, documents, new ones, drafts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from crm.texts import _
from ui.desktop.contacts.draft_keeper import BaseDrafts, Drafts
from ui.desktop.documents.desk import DocumentsDesk
from ui.desktop.fields.field import Kit
from ui.desktop.icons import Icons
from ui.desktop.lanes import Lanes
from ui.desktop.matters.desk import MatterDesk
from ui.desktop.theme import Theme
from ui.desktop.tours.editing import TourEditing
from ui.desktop.tours.fields import Officials
from ui.desktop.tours.form import FORM, NewTourForm
from ui.desktop.tours.page import ToursPage
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from crm.base import Base
    from crm.drafts import Draft
    from crm.tour_values import NewTour


class TourDesk(MatterDesk):
    """Lives as long as the base is open."""

    forms: ClassVar[tuple[str, ...]] = (FORM,)

    def __init__(
        self, page: ToursPage, base: "Base", lanes: Lanes, writing: Writing, kit: Kit, drafts: Drafts
    ) -> None:
        self._officials: Officials = {}
        super().__init__(page, base, lanes.counter, writing, kit, drafts)
        self.documents = DocumentsDesk(page, base, lanes, writing, kit.icons)
        page.set_documents_desk(self.documents)

    def _make_editing(self) -> TourEditing:
        return TourEditing(self._writing, self._kit, self._drafts, self)

    def _make_form(self, _kind: str) -> NewTourForm:
        return NewTourForm(self._kit, self._officials)

    def _read_choices(self, session: Any) -> Officials:
        from crm import areas

        today = self._writing.today
        return {one.id: one.called(today.isoformat(), today) for one in areas.officials(session)}

    def take_choices(self, choices: Officials) -> None:
        """Offer these in the fields from now on."""
        self._officials = choices

    def _adder(self, new: "NewTour") -> tuple[str, Callable[[Any], int]]:
        from crm import tours

        return tours.ADD_TITLE, lambda session: tours.create(session, new)

    def leave(self) -> None:
        """The base is left."""
        self._page.set_documents_desk(None)
        super().leave()

    def _left_over_sentence(self, draft: "Draft") -> str:
        name = NewTourForm.named(draft) or _("una gira sin nombre")
        return _(
            "El programa se cerró mientras anotaba «{name}». Lo que escribió está a salvo: puede continuar donde iba."
        ).format(name=name)


def tour_desk(
    page: ToursPage, base: "Base", lanes: Lanes, writing: Writing, theme: Theme, icons: Icons
) -> TourDesk:
    """The desk of an open base."""
    from ui.desktop.fields.base_source import BaseFieldSource

    kit = Kit(theme, icons, lanes.reader, BaseFieldSource(base, lanes.reader))
    return TourDesk(page, base, lanes, writing, kit, BaseDrafts(base, lanes.writer, lanes.reader))
