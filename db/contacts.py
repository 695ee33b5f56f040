"""Persons and organisations, and what a contact has several of: phones, e-mails, addresses, links, notes."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class Person(Model):
    """A human being. ``leadership`` empty: not a migrant leader; ``verified_on`` a partial date."""

    __tablename__ = "person"
    __table_args__ = journaled("id", sqlite_autoincrement=False)

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    given_names: Mapped[str] = text_column()
    first_surname: Mapped[str] = text_column()
    second_surname: Mapped[str] = text_column()
    treatment: Mapped[str] = text_column()
    known_as: Mapped[str] = text_column()
    origin: Mapped[str] = text_column()
    leadership: Mapped[str] = text_column()
    consulate_id: Mapped[int | None] = reference("record.id", optional=True)
    source: Mapped[str] = text_column()
    verified_on: Mapped[str] = text_column()


class SpokenLanguage(Model):
    """A language that a person speaks (ISO 639 code)."""

    __tablename__ = "spoken_language"
    __table_args__ = (UniqueConstraint("person_id", "language"), journaled("person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    language: Mapped[str] = text_column()


class Organization(Model):
    """Any organisation: institution, club, federation, medium, consulate. ``country`` is ISO 3166-1 alpha-2."""

    __tablename__ = "organization"
    __table_args__ = journaled("id", sqlite_autoincrement=False)

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    official_name: Mapped[str] = text_column()
    acronym: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    subtype: Mapped[str] = text_column()
    parent_id: Mapped[int | None] = reference("record.id", optional=True)
    country: Mapped[str] = text_column()
    consulate_id: Mapped[int | None] = reference("record.id", optional=True)
    source: Mapped[str] = text_column()
    verified_on: Mapped[str] = text_column()


class OrganizationName(Model):
    """A further or former name of an organisation; ``until`` a partial date."""

    __tablename__ = "organization_name"
    __table_args__ = journaled("organization_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = reference("record.id")
    text: Mapped[str] = text_column()
    kind: Mapped[str] = text_column()
    until: Mapped[str] = text_column()


class OrganizationCategory(Model):
    """An organisation's place in a category: one main, any number of further ones."""

    __tablename__ = "organization_category"
    __table_args__ = (
        UniqueConstraint("organization_id", "category"),
        Index(None, "category", "organization_id"),
        journaled("organization_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    category: Mapped[str] = text_column()
    is_main: Mapped[bool]


class Phone(Model):
    """A phone of a contact: E.164 with plus sign, extension in digits."""

    __tablename__ = "phone"
    __table_args__ = (Index(None, "e164"), journaled("record_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    e164: Mapped[str] = text_column()
    extension: Mapped[str] = text_column()
    use: Mapped[str] = text_column()


class Email(Model):
    """An e-mail address of a contact; ``match_key`` is derived, the form in which two addresses are compared."""

    __tablename__ = "email"
    __table_args__ = (Index(None, "match_key"), journaled("record_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    address: Mapped[str] = text_column()
    match_key: Mapped[str] = text_column()
    use: Mapped[str] = text_column()


class Address(Model):
    """A postal address of a contact; coordinates in degrees with at most six decimals, IANA time zone."""

    __tablename__ = "address"
    __table_args__ = (Index(None, "country", "record_id"), journaled("record_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    country: Mapped[str] = text_column()
    state: Mapped[str] = text_column()
    city: Mapped[str] = text_column()
    line: Mapped[str] = text_column()
    postcode: Mapped[str] = text_column()
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    timezone: Mapped[str] = text_column()
    use: Mapped[str] = text_column()


class Link(Model):
    """A web page or social account of a contact."""

    __tablename__ = "link"
    __table_args__ = journaled("record_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    kind: Mapped[str] = text_column()
    url: Mapped[str] = text_column()


class Note(Model):
    """A note on a record; who wrote it and when is in the journal."""

    __tablename__ = "note"
    __table_args__ = journaled("record_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = reference("record.id")
    text: Mapped[str] = text_column()
