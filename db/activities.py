"""Activities: what was done or is planned, who took part, how many attended, and what it counts for."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class ActivityKind(Model):
    """A kind of activity; the office extends the list.

    ``code`` stays when the label is changed; ``family`` is ``encuentro`` or ``producto``; ``retired``: not offered
    any more.
    """

    __tablename__ = "activity_kind"
    __table_args__ = (UniqueConstraint("code"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = text_column()
    label: Mapped[str] = text_column()
    family: Mapped[str] = text_column()
    position: Mapped[int]
    retired: Mapped[bool]


class Activity(Model):
    """An activity of any kind. Dates are partial; times ``HH:MM`` on the wall of ``zone`` (IANA), "" for all day.

    ``state`` is ``planeada``, ``realizada``, ``cancelada`` or ``pospuesta``; ``modality`` ``presencial``,
    ``virtual``, ``híbrida`` or empty; ``attendance`` counts people attending, ``impressions`` and ``interactions``
    are the reach of a publication in ``medium``, never added to it. ``of_others``: done by others, never counted as
    ours. Occurrences of a series share ``series_uid``, the first holds the rule (RFC 5545) in ``recurrence``, and
    ``occurrence`` is the start that the rule gives each, in its own zone, wherever it was moved to.
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index(None, "start_on", "start_time"),
        Index(None, "series_uid"),
        journaled("id", sqlite_autoincrement=False),
    )

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    kind_id: Mapped[int] = reference("activity_kind.id")
    title: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    start_on: Mapped[str] = text_column()
    start_time: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    end_time: Mapped[str] = text_column()
    zone: Mapped[str] = text_column()
    place: Mapped[str] = text_column()
    city: Mapped[str] = text_column()
    country: Mapped[str] = text_column()
    link: Mapped[str] = text_column()
    modality: Mapped[str] = text_column()
    language: Mapped[str] = text_column()
    agenda: Mapped[str] = text_column()
    minutes: Mapped[str] = text_column()
    attendance: Mapped[int | None]
    nationalities: Mapped[int | None]
    medium: Mapped[str] = text_column()
    impressions: Mapped[int | None]
    interactions: Mapped[int | None]
    of_others: Mapped[bool]
    tour_id: Mapped[int | None] = reference("record.id", optional=True)
    tour_stop_id: Mapped[int | None] = reference("tour_stop.id", optional=True)
    series_uid: Mapped[str] = text_column()
    recurrence: Mapped[str] = text_column()
    occurrence: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class ActivityAttendance(Model):
    """A part of the people attending: "mujeres", 120."""

    __tablename__ = "activity_attendance"
    __table_args__ = (UniqueConstraint("activity_id", "label"), journaled("activity_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    label: Mapped[str] = text_column()
    n: Mapped[int]


class ActivityCount(Model):
    """An item of a plan that an activity counts for."""

    __tablename__ = "activity_count"
    __table_args__ = (UniqueConstraint("activity_id", "plan_item_id"), journaled("activity_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    plan_item_id: Mapped[int] = reference("plan_item.id")


class Participation(Model):
    """Who took part: a person on behalf of an organisation, an organisation without named person, or one of ours.

    Of ours are officials and areas. ``post`` is what the person was there that day, in words: it outlives the post's
    own row, which may be renamed or removed. ``role`` is ``participante``, ``convoca``, ``organiza`` …; ``state``
    ``invitada``, ``confirmó``, ``asistió``, ``no asistió`` or empty.
    """

    __tablename__ = "participation"
    __table_args__ = journaled("activity_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = reference("record.id")
    person_id: Mapped[int | None] = reference("record.id", optional=True)
    organization_id: Mapped[int | None] = reference("record.id", optional=True)
    official_id: Mapped[int | None] = reference("official.id", optional=True)
    area_id: Mapped[int | None] = reference("area.id", optional=True)
    post: Mapped[str] = text_column()
    role: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    position: Mapped[int]
