"""Free tags, and groups with dated membership."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Tag(Model):
    """A free label (etiqueta); ``folded`` is its form without accents or case, in which two are compared."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("folded"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = text_column()
    folded: Mapped[str] = text_column()


class RecordTag(Model):
    """A tag on a record of any kind."""

    __tablename__ = "record_tag"
    __table_args__ = (UniqueConstraint("record_id", "tag_id"), journaled("record_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    tag_id: Mapped[int] = reference("tag.id")


class ContactGroup(Model):
    """A standing list (red, grupo) of contacts; ``folded`` is its name without accents or case."""

    __tablename__ = "contact_group"
    __table_args__ = journaled("id", sqlite_autoincrement=False)

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    name: Mapped[str] = text_column()
    folded: Mapped[str] = text_column()


class Membership(Model):
    """A contact in a group, from one partial date to another; ``left_on`` empty: still a member."""

    __tablename__ = "membership"
    __table_args__ = journaled("record_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = reference("record.id")
    record_id: Mapped[int] = reference("record.id")
    joined_on: Mapped[str] = text_column()
    left_on: Mapped[str] = text_column()
