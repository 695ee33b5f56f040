"""Posts in organisations and the persons who hold or held them."""

from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Post(Model):
    """A post (cargo) in an organisation; ``part`` is ``titular``, ``enlace`` or empty. It outlives its holders."""

    __tablename__ = "post"
    __table_args__ = journaled("organization_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = reference("record.id")
    title: Mapped[str] = text_column()
    part: Mapped[str] = text_column()


class Holder(Model):
    """A person in a post from one partial date to another; ``end_on`` empty: has not left."""

    __tablename__ = "holder"
    __table_args__ = journaled("person_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = reference("post.id")
    person_id: Mapped[int] = reference("record.id")
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
