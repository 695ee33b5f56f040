"""Pictures of smart lists: above the facets, and while one is given its name."""

from typing import TYPE_CHECKING, Any

from ui.desktop.capture_editing import Editable
from ui.desktop.capture_facets import LONG_LISTS, SampleLists
from ui.desktop.capture_samples import SHOWN
from ui.desktop.writing import Writing

if TYPE_CHECKING:
    from ui.desktop.capture_studio import Studio

_QUERY = "tipo:institución categoria:académica"
_NO_BASE: Any = None


def offered(studio: "Studio") -> None:
    """A query that can be saved, as long as one stands in the field."""
    studio.desk(Editable(), contact=SHOWN, query=_QUERY)
    studio.window.contacts.smart.set_writing(Writing(_NO_BASE, studio.lanes.writer))


def naming(studio: "Studio") -> None:
    """Its name is being asked; among the lists is one of a later version, and one with a long name."""
    studio.desk(Editable(), contact=SHOWN, query=_QUERY)
    smart = studio.window.contacts.smart
    smart.set_source(SampleLists(LONG_LISTS))
    smart.set_writing(Writing(_NO_BASE, studio.lanes.writer))
    smart.go_on()
    studio.settle()
    smart.ask_to_save(studio.window.top.search.save)
    assert smart.popup is not None
    smart.popup.field.setText("correo a los ángeles")


def named(studio: "Studio") -> None:
    """The list is its own query again, and chosen."""
    popup = studio.window.contacts.smart.popup
    if popup is not None:
        popup.leave()
    studio.desk(Editable(), contact=SHOWN, query=LONG_LISTS[0].query)
