"""What can be chosen in the fields of an activity: the kinds there are, the items of plans it may count for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crm.activity_kinds import Kind
    from crm.plans import Item, Plan
    from crm.tour_list import TourChoice

_SHORT = 64


class PlanItem(NamedTuple):
    """An item one can count for; ``name`` is its code and the beginning of its title."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Kinds in their order, plans and tours the newest first."""

    kinds: "tuple[Kind, ...]" = ()
    plans: "tuple[Plan, ...]" = ()
    tours: "tuple[TourChoice, ...]" = ()

    def kind_names(self, also: "Kind | None" = None) -> dict[str, str]:
        """The kinds to choose among, by the text of their number; ``also`` one that is retired and still in use."""
        offered = {str(kind.id): kind.name for kind in self.kinds}
        return offered if also is None else {**offered, str(also.id): also.name}

    def items(self, day: str) -> list[PlanItem]:
        """The items of the plans that may be in force on a partial date ("" for not known)."""
        from crm.partial_dates import PartialDate

        on = PartialDate.parse(day or "s/f")
        return [item for plan in self.plans if plan.is_in_force(on) for item in _flat(plan.items)]


def read_choices(session: Any) -> Choices:
    """What a base has to choose from."""
    from crm import activity_kinds, plans, tour_list

    return Choices(
        tuple(activity_kinds.kinds(session)), tuple(plans.all_plans(session)), tour_list.choices(session)
    )


def short_name(code: str, title: str) -> str:
    """An item's code and the beginning of its title."""
    whole = " ".join(title.split())
    shown = whole if len(whole) <= _SHORT else whole[: _SHORT - 1].rstrip(" ,;") + "…"
    return f"{code} · {shown}" if code else shown


def _flat(items: "tuple[Item, ...]") -> Iterator[PlanItem]:
    for item in items:
        yield PlanItem(item.id, short_name(item.code, item.title))
        yield from _flat(item.parts)
