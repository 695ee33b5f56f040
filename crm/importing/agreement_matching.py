"""Which rows of a register of agreements are in the base already: by uid, by folio, or by all that they say."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy.orm import Session

from crm import agreement_stages
from crm.agreement_stages import Step
from crm.agreement_term import Term
from crm.agreement_values import NewAgreement
from crm.errors import InvalidValue
from crm.files.table import TableRow
from crm.importing.agreement_gaps import Filling, filling_of
from crm.importing.agreement_names import AgreementNames, Newcomers
from crm.importing.agreement_rows import AgreementDraft, RowReader
from crm.importing.cells import Problem
from crm.importing.columns import Columns
from crm.importing.reading import WrittenRow
from crm.importing.sheet_plan import SheetPlan
from crm.progress import Progress
from crm.records import AGREEMENT
from crm.texts import _, ngettext
from db.folding import fold

Outcome = Literal["created", "updated", "repeated"]
Key = tuple[str, str, frozenset[str]]
"""What tells an agreement without a folio: its title, the day it was signed, with whom it is."""

_STEP = 500


@dataclass(frozen=True, slots=True)
class PlannedAgreement:
    """What becomes of a row: ``new`` is what it makes, with its ``tags``, under the agreement of the folio
    ``framework`` of the same file if there is one; ``filling`` what it adds to the agreement that there is."""

    number: int
    outcome: Outcome
    new: NewAgreement | None = None
    framework: str = ""
    tags: tuple[str, ...] = ()
    filling: Filling | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    title: str
    key: Key


class Matcher:
    """Reads the rows of a register against a base; ``rejected`` are those that cannot be kept, ``company`` the
    organisations that are made because rows name them, ``notices`` what is told of the rows as a whole."""

    def __init__(self, session: Session, columns: Columns, plan: SheetPlan) -> None:
        self._session = session
        self._columns = columns
        self._today = plan.today
        self._reader = RowReader(columns, AgreementNames(session), today=plan.today, mend=plan.mend)
        self.company = Newcomers()
        self.rejected: list[WrittenRow] = []
        self._by_folio: dict[str, list[_Known]] = {}
        self._by_key: dict[Key, _Known] = {}
        self._read_known()
        self._of_file: dict[str, list[tuple[int, str]]] = {}
        self._keys_of_file: set[Key] = set()
        self._contrary: list[int] = []
        self._twice: list[int] = []
        self._otherwise: list[int] = []

    def match(self, written: Sequence[TableRow], tell: Progress) -> list[PlannedAgreement]:
        """What becomes of each row that is an agreement. Raises Cancelled from ``tell``."""
        read = list(self._read(written, tell))
        records = self._by_uid([draft.new.uid for _row, draft in read if draft.new.uid])
        planned = [(row, draft, found) for row, draft in read for found in self._planned(row, draft, records)]
        planned = list(self._under_frameworks(planned))
        for _row, _draft, found in planned:
            self._note_newcomers(found)
        return [found for _row, _draft, found in planned]

    @property
    def notices(self) -> tuple[str, ...]:
        """What is to be known of the rows that are taken."""
        told = (
            (
                self._contrary,
                ngettext(
                    "{n:,} fila dice otra cosa que su convenio de la base, que no se cambió: {rows}.",
                    "{n:,} filas dicen otra cosa que su convenio de la base, que no se cambió: {rows}.",
                    len(self._contrary),
                ),
            ),
            (
                self._twice,
                ngettext(
                    "{n:,} fila trae el folio de otra con otro nombre; se importa: {rows}.",
                    "{n:,} filas traen el folio de otra con otro nombre; se importan: {rows}.",
                    len(self._twice),
                ),
            ),
            (
                self._otherwise,
                ngettext(
                    "{n:,} fila dice que está vigente o vencido y sus fechas dicen otra cosa, que es la que vale: "
                    "{rows}.",
                    "{n:,} filas dicen que están vigentes o vencidos y sus fechas dicen otra cosa, que es la que "
                    "vale: {rows}.",
                    len(self._otherwise),
                ),
            ),
        )
        return tuple(words.format(n=len(rows), rows=_listed(rows)) for rows, words in told if rows)

    def _read(self, written: Sequence[TableRow], tell: Progress) -> Iterator[tuple[TableRow, AgreementDraft]]:
        first: dict[str, int] = {}
        for done, row in enumerate(written):
            if done % _STEP == 0:
                tell(done, len(written))
            read = [Problem("", "", row.problem)] if row.problem else self._reader.draft(row.cells)
            if not isinstance(read, AgreementDraft):
                self.rejected.append(WrittenRow(row.number, row.cells, tuple(read)))
                continue
            uid = read.new.uid
            if uid and first.setdefault(uid, row.number) != row.number:
                reason = _("Ese identificador está ya en la fila {n}; quite una de las dos.")
                self._reject(row, "uid", uid, reason.format(n=first[uid]))
                continue
            yield row, read

    def _planned(
        self, row: TableRow, draft: AgreementDraft, records: Mapping[str, int]
    ) -> Iterator[PlannedAgreement]:
        try:
            record = self._record_of(draft, records)
            if record:
                yield self._known_one(row, draft, record)
                return
        except InvalidValue as error:
            self._reject(row, "folio" if error.field == "folio" else "", error.value, str(error))
            return
        if self._is_of_file(row, draft):
            yield PlannedAgreement(row.number, "repeated")
            return
        if draft.claimed and draft.claimed != _stage_of(draft.new, self._today):
            self._otherwise.append(row.number)
        # The uid of something in the trash, or of another kind: this is another thing.
        taken = records.get(draft.new.uid) == 0
        new = replace(draft.new, uid="") if taken else draft.new
        yield PlannedAgreement(row.number, "created", new, draft.framework, draft.tags)

    def _record_of(self, draft: AgreementDraft, records: Mapping[str, int]) -> int:
        """The agreement that a row speaks of; 0 for none. Raises InvalidValue if it may be several."""
        if record := records.get(draft.new.uid, 0) if draft.new.uid else 0:
            return record
        bearers = self._by_folio.get(fold(draft.new.folio), []) if draft.new.folio else []
        if len(bearers) > 1:
            bearers = [known for known in bearers if fold(known.title) == fold(draft.new.title)] or bearers
        if len(bearers) > 1:
            raise InvalidValue(
                _(
                    "Hay {n} convenios con el folio «{folio}»; corrija el folio o agregue el identificador."
                ).format(n=len(bearers), folio=draft.new.folio),
                "folio",
                draft.new.folio,
            )
        if bearers:
            return bearers[0].id
        same = self._by_key.get(_key(draft.new))
        return same.id if same is not None and self._may_be(draft.new, same.id) else 0

    def _may_be(self, new: NewAgreement, record: int) -> bool:
        """Whether one that says the same may be this: one of the two has no folio."""
        return not new.folio or not any(
            known.id == record for of_folio in self._by_folio.values() for known in of_folio
        )

    def _known_one(self, row: TableRow, draft: AgreementDraft, record: int) -> PlannedAgreement:
        filling = filling_of(self._session, record, draft)
        if filling.contrary:
            self._contrary.append(row.number)
        if filling.is_empty:
            return PlannedAgreement(row.number, "repeated")
        return PlannedAgreement(row.number, "updated", filling=filling)

    def _is_of_file(self, row: TableRow, draft: AgreementDraft) -> bool:
        """Whether an earlier row is the same agreement: the same folio and title, or all that tells it."""
        new = draft.new
        if not new.folio:
            key = _key(new)
            is_there = key in self._keys_of_file
            self._keys_of_file.add(key)
            return is_there
        earlier = self._of_file.setdefault(fold(new.folio), [])
        if any(title == fold(new.title) for _number, title in earlier):
            return True
        if earlier:
            self._twice.append(row.number)
        earlier.append((row.number, fold(new.title)))
        return False

    def _under_frameworks(
        self, planned: Sequence[tuple[TableRow, AgreementDraft, PlannedAgreement]]
    ) -> Iterator[tuple[TableRow, AgreementDraft, PlannedAgreement]]:
        """The rows with what they stand under: an agreement of the base, or the folio of another row of the file."""
        waiting = {
            fold(draft.new.folio): fold(draft.framework)
            for _row, draft, found in planned
            if found.new is not None and draft.new.folio
        }
        for row, draft, found in planned:
            if not found.framework or found.new is None:
                yield row, draft, found
                continue
            known = self._by_folio.get(fold(found.framework), []) or self._titled(found.framework)
            if len(known) == 1:
                yield row, draft, replace(found, new=replace(found.new, framework=known[0].id), framework="")
            elif not known and self._ends(fold(found.framework), waiting):
                yield row, draft, found
            else:
                reason = _(
                    "No hay un convenio con el folio «{folio}» que pueda ser el marco; corrija el folio."
                )
                self._reject(row, "marco", found.framework, reason.format(folio=found.framework))

    def _ends(self, folio: str, waiting: Mapping[str, str]) -> bool:
        """Whether what stands under what, from a folio of the file up, comes to an end at something that is made."""
        seen: set[str] = set()
        while folio in waiting and folio not in seen:
            seen.add(folio)
            folio = waiting[folio]
        return bool(seen) and (not folio or len(self._by_folio.get(folio, ())) == 1)

    def _titled(self, title: str) -> list[_Known]:
        """An export names a framework without a folio by its title."""
        return [known for known in self._by_key.values() if fold(known.title) == fold(title)]

    def _note_newcomers(self, planned: PlannedAgreement) -> None:
        parties = planned.new.parties if planned.new is not None else ()
        if planned.filling is not None:
            parties = planned.filling.parties
        for party in parties:
            if party.organization is not None and not party.organization.id:
                self.company.note(party.organization.name)

    def _read_known(self) -> None:
        connection = self._session.connection()
        parties: dict[int, set[str]] = {}
        for agreement, organization, name in connection.exec_driver_sql(_PARTIES):
            parties.setdefault(agreement, set()).add(str(organization or fold(name)))
        for row, folio, title, signed in connection.exec_driver_sql(_AGREEMENTS):
            known = _Known(row, title, (fold(title), _day(signed), frozenset(parties.get(row, ()))))
            self._by_key.setdefault(known.key, known)
            if fold(folio):
                self._by_folio.setdefault(fold(folio), []).append(known)

    def _by_uid(self, uids: Sequence[str]) -> dict[str, int]:
        """The live agreement of each uid in use; 0 for one that something else has."""
        found = self._session.connection().exec_driver_sql(_BY_UID, (json.dumps(uids),))
        return {
            uid: record if kind == AGREEMENT and trashed is None else 0
            for uid, record, kind, trashed in found
        }

    def _reject(self, row: TableRow, key: str, value: str, text: str) -> None:
        problem = Problem(self._columns.heading_of(key), value, text)
        self.rejected.append(WrittenRow(row.number, row.cells, (problem,)))


def _key(new: NewAgreement) -> Key:
    others = (party.organization for party in new.parties if party.organization is not None)
    return (
        fold(" ".join(new.title.split())),
        _day(new.signed),
        frozenset(str(other.id or fold(other.name)) for other in others),
    )


def _day(signed: str) -> str:
    return signed if signed[:1].isdigit() else ""


def _stage_of(new: NewAgreement, today: datetime.date) -> str:
    term = Term(new.start or new.signed, new.end, new.indefinite, new.renewal, new.renewal_months)
    return agreement_stages.current(
        [Step(step.stage, step.on) for step in new.steps], new.signed, term, today
    )


def _listed(rows: Sequence[int], most: int = 10) -> str:
    shown = ", ".join(map(str, rows[:most]))
    left = len(rows) - most
    return _("{rows} y {n:,} más").format(rows=shown, n=left) if left > 0 else shown


_AGREEMENTS = """
    SELECT a.id, a.folio, a.title, a.signed_on FROM agreement AS a JOIN record AS r ON r.id = a.id
    WHERE r.trashed_by IS NULL AND r.merged_into IS NULL ORDER BY a.id"""
_PARTIES = "SELECT agreement_id, organization_id, name FROM agreement_party WHERE NOT own"
_BY_UID = """
    SELECT r.uid, r.id, r.kind, r.trashed_by FROM json_each(?) AS wanted CROSS JOIN record AS r
    ON r.uid = wanted.value"""
