"""The institute's areas, and its councillors with their posts; "entonces" is derived from the dates of the post."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.errors import InvalidValue, NotFound
from crm.partial_dates import PartialDate, may_hold
from crm.texts import _, mark
from db.areas import Area as AreaRow, Official as OfficialRow, OfficialPost
from db.folding import fold

ADD_AREA_TITLE = mark("Área agregada")
ADD_OFFICIAL_TITLE = mark("Autoridad del Instituto agregada")
ADD_POST_TITLE = mark("Cargo de una autoridad agregado")
END_POST_TITLE = mark("Fin del cargo de una autoridad")


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the institute."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post an official holds or held: ``short`` "C.E.", ``title`` "Consejera Electoral"; partial dates.

    An empty ``end`` says that the post has not been left, "s/f" that it was, nobody knows when.
    """

    id: int
    short: str
    title: str
    start: str = ""
    end: str = ""

    def held_on(self, day: PartialDate) -> bool:
        """Whether the post may have been held on a day that may be partly known."""
        return may_hold(self.start, self.end, day)

    def is_over(self, today: datetime.date) -> bool:
        """Whether the post was left before today."""
        return bool(self.end) and (self._last.is_unknown or self._last.latest < today)

    @property
    def _last(self) -> PartialDate:
        return PartialDate.parse(self.end or "s/f")


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who holds or held a post in the institute, the last post first."""

    id: int
    name: str
    posts: tuple[Tenure, ...] = ()

    def called(self, day: str, today: datetime.date) -> str:
        """How to call them for what they did on a day: "C.E. Ernesto Ramos Mega", "entonces C.E. …"."""
        return " ".join(part for part in (short_post(self.posts, day, today), self.name) if part)


def post_on(posts: Iterable[Tenure], day: str) -> Tenure | None:
    """The post held on a partial date (empty: not known); of several, the one that began last."""
    on = PartialDate.parse(day or "s/f")
    held = [post for post in posts if post.held_on(on)]
    return max(held, key=lambda post: (post.start, post.id), default=None)


def short_post(posts: Iterable[Tenure], day: str, today: datetime.date) -> str:
    """The post of that day in short, with "entonces" if it has ended since; empty if none was held."""
    post = post_on(posts, day)
    if post is None:
        return ""
    name = post.short or post.title
    return _("entonces {post}").format(post=name) if post.is_over(today) else name


def areas(session: Session) -> list[Area]:
    """The areas there are, by name; those that are no more are left out."""
    rows = session.execute(select(AreaRow).where(AreaRow.until == "")).scalars()
    return sorted((Area(row.id, row.code, row.name) for row in rows), key=lambda area: fold(area.name))


def officials(session: Session) -> list[Official]:
    """Everybody who holds or held a post, by name."""
    rows = session.execute(
        select(OfficialRow.id, OfficialRow.name, OfficialPost)
        .outerjoin(OfficialPost, OfficialPost.official_id == OfficialRow.id)
        .order_by(OfficialRow.folded, OfficialPost.start_on.desc(), OfficialPost.id.desc())
    )
    found: dict[int, tuple[str, list[Tenure]]] = {}
    for number, name, post in rows:
        posts = found.setdefault(number, (name, []))[1]
        if post is not None:
            posts.append(Tenure(post.id, post.short, post.title, post.start_on, post.end_on))
    return [Official(number, name, tuple(posts)) for number, (name, posts) in found.items()]


def add_area(session: Session, code: str, name: str) -> int:
    """Add an area and return its id. Raises InvalidValue for an empty or known name or code."""
    code, name = code.strip(), " ".join(name.split())
    if not code or not fold(name):
        raise InvalidValue(_("Escriba las siglas y el nombre del área."), "area")
    for row in session.execute(select(AreaRow)).scalars():
        if fold(code) == fold(row.code) or fold(name) == fold(row.name):
            raise InvalidValue(
                _("Esa área ya está: {name} ({code}).").format(name=row.name, code=row.code), "area"
            )
    area = AreaRow(code=code, name=name)
    session.add(area)
    session.flush()
    return area.id


def add_official(session: Session, name: str) -> int:
    """Add somebody and return the id, which is that of who bears the name already. Raises InvalidValue if empty."""
    name = " ".join(name.split())
    if not fold(name):
        raise InvalidValue(_("Escriba el nombre de la autoridad: está vacío."), "official")
    known = session.execute(select(OfficialRow.id).where(OfficialRow.folded == fold(name))).scalar()
    if known is not None:
        return known
    official = OfficialRow(name=name, folded=fold(name))
    session.add(official)
    session.flush()
    return official.id


def add_post(
    session: Session,
    official: int,
    *,
    short: str,
    title: str,
    start: str = "",
    end: str = "",
    area: int | None = None,
) -> int:
    """Give an official a post from one partial date to another; return its id.

    Raises InvalidValue for dates that cannot be, NotFound for an unknown official.
    """
    if session.get(OfficialRow, official) is None:
        raise NotFound(_("Esa autoridad ya no está en la base; elija otra."))
    if not title.strip():
        raise InvalidValue(_("Escriba el cargo: está vacío."), "title", title)
    check_order(start, end)
    post = OfficialPost(
        official_id=official,
        area_id=area,
        short=short.strip(),
        title=title.strip(),
        start_on=start,
        end_on=end,
    )
    session.add(post)
    session.flush()
    return post.id


def end_post(session: Session, post: int, end: str) -> None:
    """Say when a post was left ("s/f": nobody knows), or, empty, that it was not. Raises InvalidValue, NotFound."""
    row = session.get(OfficialPost, post)
    if row is None:
        raise NotFound(_("Ese cargo ya no está en la base; actualice la lista con F5."))
    check_order(row.start_on, end)
    row.end_on = end


def check_order(start: str, end: str) -> None:
    """Raise InvalidValue for what is no partial date, or surely ends before it starts."""
    first, last = (PartialDate.parse(text or "s/f") for text in (start, end))
    if not first.is_unknown and not last.is_unknown and last.latest < first.earliest:
        raise InvalidValue(_("Termina antes de empezar; revise las dos fechas."), "end", end)


def refuse_unknown(session: Session, *, officials: Sequence[int] = (), areas: Sequence[int] = ()) -> None:
    """Raise NotFound unless all of these are in the base."""
    if any(session.get(OfficialRow, official) is None for official in officials):
        raise NotFound(_("Esa autoridad ya no está en la base; elija otra."))
    if any(session.get(AreaRow, area) is None for area in areas):
        raise NotFound(_("Esa área ya no está en la base; elija otra."))
