"""Agreements (convenios): who agrees with whom, who signs, the stages each goes through and what amends it.

What its clauses bind the parties to stands in ``db.obligations``. All dates are partial; every row but that of a
matter belongs to the agreement's record.
"""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.model import Model, journaled, reference, text_column


class AgreementMatter(Model):
    """What an agreement is about (materia); the office extends the list.

    ``code`` stays when the label is changed; ``retired``: not offered any more.
    """

    __tablename__ = "agreement_matter"
    __table_args__ = (UniqueConstraint("code"), journaled(""))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = text_column()
    label: Mapped[str] = text_column()
    position: Mapped[int]
    retired: Mapped[bool]


class Agreement(Model):
    """An agreement as it was signed, or is meant to be; as in force on a day it is read with its amendments.

    ``folio`` as written ("" has none); ``year`` and ``number`` place it in the office's own series and may repeat:
    registers do, and it is noticed. ``scope`` is ``general``, ``específico`` or ``anexo técnico``; ``of_others``: of
    others, never counted as ours. ``area_text`` says the requesting area in words where the base has no such area.
    ``indefinite``: without an end. ``renewal`` is ``ninguna``, ``automática`` (for ``renewal_months``) or ``por
    acuerdo``, with ``notice_days`` of notice. ``money`` is ``sin recursos`` or ``con recursos``. ``responsible`` is
    who looks after it here; ``framework_id`` the marco that it stands under. ``opinion`` is what the office answered
    on whether to sign it, by the oficio ``opinion_number``.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        Index(None, "year", "number"),
        Index(None, "folio"),
        journaled("id", sqlite_autoincrement=False),
    )

    id: Mapped[int] = mapped_column(ForeignKey("record.id"), primary_key=True)
    folio: Mapped[str] = text_column()
    year: Mapped[int | None]
    number: Mapped[int | None]
    scope: Mapped[str] = text_column()
    matter_id: Mapped[int | None] = reference("agreement_matter.id", optional=True)
    title: Mapped[str] = text_column()
    object: Mapped[str] = text_column()
    of_others: Mapped[bool]
    area_id: Mapped[int | None] = reference("area.id", optional=True)
    area_text: Mapped[str] = text_column()
    received_on: Mapped[str] = text_column()
    signed_on: Mapped[str] = text_column()
    start_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    indefinite: Mapped[bool]
    renewal: Mapped[str] = text_column()
    renewal_months: Mapped[int | None]
    notice_days: Mapped[int | None]
    confidential: Mapped[bool]
    money: Mapped[str] = text_column()
    amount: Mapped[str] = text_column()
    territory: Mapped[str] = text_column()
    topics: Mapped[str] = text_column()
    responsible: Mapped[str] = text_column()
    framework_id: Mapped[int | None] = reference("record.id", optional=True)
    opinion: Mapped[str] = text_column()
    opinion_number: Mapped[str] = text_column()
    source: Mapped[str] = text_column()


class AgreementParty(Model):
    """A party: the institute itself (``own``) or an organisation, by the ``name`` that the agreement gives it.

    ``organization_id`` is the contact, if the base has it; ``short`` its short name in lists ("ADECE");
    ``responsible_area`` who looks after the agreement there; ``liaison_id`` the liaison person, or ``liaison`` in
    words.
    """

    __tablename__ = "agreement_party"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    organization_id: Mapped[int | None] = reference("record.id", optional=True)
    own: Mapped[bool]
    name: Mapped[str] = text_column()
    short: Mapped[str] = text_column()
    responsible_area: Mapped[str] = text_column()
    liaison_id: Mapped[int | None] = reference("record.id", optional=True)
    liaison: Mapped[str] = text_column()
    position: Mapped[int]


class Signatory(Model):
    """Who signs for a party: a contact, an official of the institute, or a name in words; "" is not known yet.

    ``post`` is what the person was on that day, in words: it outlives the post's own row ``post_id``, by which it is
    told who holds it now. ``part`` is ``representa``, ``asiste`` or ``testigo de honor``.
    """

    __tablename__ = "signatory"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    party_id: Mapped[int | None] = reference("agreement_party.id", optional=True)
    person_id: Mapped[int | None] = reference("record.id", optional=True)
    official_id: Mapped[int | None] = reference("official.id", optional=True)
    name: Mapped[str] = text_column()
    post: Mapped[str] = text_column()
    post_id: Mapped[int | None] = reference("post.id", optional=True)
    part: Mapped[str] = text_column()
    position: Mapped[int]


class AgreementStage(Model):
    """A stage that an agreement entered; the last in order of ``position`` is where it is now.

    ``reason`` says why it was corrected, if it was.
    """

    __tablename__ = "agreement_stage"
    __table_args__ = (
        Index(None, "agreement_id", "position"),
        journaled("agreement_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    stage: Mapped[str] = text_column()
    entered_on: Mapped[str] = text_column()
    responsible: Mapped[str] = text_column()
    note: Mapped[str] = text_column()
    document_id: Mapped[int | None] = reference("document.id", optional=True)
    reason: Mapped[str] = text_column()
    position: Mapped[int]


class Amendment(Model):
    """An ``adenda`` or ``convenio modificatorio``: what it changes holds from ``effective_on`` on.

    Of term and object "" means unchanged; ``indefinite`` is None where it says nothing of an end.
    """

    __tablename__ = "amendment"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    kind: Mapped[str] = text_column()
    number: Mapped[int]
    title: Mapped[str] = text_column()
    signed_on: Mapped[str] = text_column()
    effective_on: Mapped[str] = text_column()
    end_on: Mapped[str] = text_column()
    indefinite: Mapped[bool | None]
    object: Mapped[str] = text_column()
    note: Mapped[str] = text_column()
    document_id: Mapped[int | None] = reference("document.id", optional=True)


class AmendmentParty(Model):
    """A party that an amendment brings in or lets out; ``change`` is ``entra`` or ``sale``."""

    __tablename__ = "amendment_party"
    __table_args__ = journaled("agreement_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("record.id")
    amendment_id: Mapped[int] = reference("amendment.id")
    organization_id: Mapped[int | None] = reference("record.id", optional=True)
    name: Mapped[str] = text_column()
    change: Mapped[str] = text_column()
