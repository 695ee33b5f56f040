"""Queries that the office has given a name, to be asked again with one click."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, text_column


class SmartList(Model):
    """A saved query (lista inteligente); ``folded`` is its name without accents or case, in which two are compared."""

    __tablename__ = "smart_list"
    __table_args__ = (UniqueConstraint("folded"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = text_column()
    folded: Mapped[str] = text_column()
    query: Mapped[str] = text_column()
