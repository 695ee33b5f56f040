"""What a base says of itself: whether it is one of demonstration."""

from sqlalchemy.orm import Session

from db.settings import Setting

DEMO = "demo"


def is_demo(session: Session) -> bool:
    """Whether the base was made by ``vinculo demo``."""
    return session.get(Setting, DEMO) is not None
