"""The institute's own areas and its councillors with their dated posts; none of them is an external contact."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Area(Model):
    """An area of the institute; ``code`` its short name (DVOE), ``until`` a partial date if it is no more."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("code"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = text_column()
    name: Mapped[str] = text_column()
    parent_id: Mapped[int | None] = reference("area.id", optional=True)
    until: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class Official(Model):
    """A person who holds or held an office in the institute; ``folded`` the name without accents or case."""

    __tablename__ = "official"
    __table_args__ = (UniqueConstraint("folded"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = text_column()
    folded: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class OfficialPost(Model):
    """What an official is or was: ``short`` as in "C.P." or "C.E."; partial dates.

    ``end_on`` empty: has not left; "s/f": has left, it is not known when.
    """

    __tablename__ = "official_post"
    __table_args__ = journaled("")

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = reference("official.id")
    area_id: Mapped[int | None] = reference("area.id", optional=True)
    short: Mapped[str] = text_column()
    title: Mapped[str] = text_column()
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    source: Mapped[str] = text_column()
