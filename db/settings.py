"""What a base says of itself: that it is a demo, when it was made. Not journaled."""

from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, text_column


class Setting(Model):
    """One named value of the base."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = text_column()
