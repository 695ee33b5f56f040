"""What the search document of an agreement says: with whom it is, who signs, and all its texts.

What depends on the day (in force, about to lapse) stands in no document: it is decided when it is asked for.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from db.folding import FIELD, with_variants
from db.search_rows import LIVE, grouped, token_if_any

AGREEMENTS = f"""
    SELECT a.id, a.scope, a.title, coalesce(nullif(a.signed_on, ''), a.received_on), '',
        coalesce((SELECT s.stage FROM agreement_stage s WHERE s.agreement_id = a.id
            ORDER BY s.position DESC, s.id DESC LIMIT 1), ''),
        a.of_others, coalesce(m.code, ''), coalesce(m.label, ''), coalesce(x.code, ''), a.responsible, a.folio,
        a.object, a.area_text, coalesce(x.name, ''), a.territory, a.topics, a.opinion_number, a.source
    FROM agreement a CROSS JOIN record r ON r.id = a.id LEFT JOIN agreement_matter m ON m.id = a.matter_id
    LEFT JOIN area x ON x.id = a.area_id
    WHERE a.id {{chosen}} AND {LIVE} ORDER BY a.id"""
_PARTIES = """
    SELECT p.agreement_id, p.own, p.name, p.short, coalesce(o.official_name, ''), coalesce(o.acronym, ''),
        trim(coalesce(q.given_names || ' ' || q.first_surname || ' ' || q.second_surname, '')), p.liaison,
        p.responsible_area
    FROM agreement_party p LEFT JOIN organization o ON o.id = p.organization_id
    LEFT JOIN person q ON q.id = p.liaison_id
    WHERE p.agreement_id {chosen} ORDER BY p.agreement_id, p.position, p.id"""
_SIGNATORIES = """
    SELECT s.agreement_id, trim(coalesce(q.given_names || ' ' || q.first_surname || ' ' || q.second_surname, '')),
        coalesce(o.name, ''), s.name, s.post
    FROM signatory s LEFT JOIN person q ON q.id = s.person_id LEFT JOIN official o ON o.id = s.official_id
    WHERE s.agreement_id {chosen} ORDER BY s.agreement_id, s.position, s.id"""
_TEXTS = """
    SELECT agreement_id, number, text FROM clause WHERE agreement_id {chosen}
    UNION ALL SELECT agreement_id, what, responsible FROM obligation WHERE agreement_id {chosen}
    UNION ALL SELECT agreement_id, title, object FROM amendment WHERE agreement_id {chosen}
    UNION ALL SELECT agreement_id, name, '' FROM amendment_party WHERE agreement_id {chosen}
    UNION ALL SELECT agreement_id, note, responsible FROM agreement_stage WHERE agreement_id {chosen}
    UNION ALL SELECT agreement_id, what, responsible FROM work_item WHERE agreement_id {chosen}"""
_READINGS = _TEXTS.count("{chosen}")


class Said(NamedTuple):
    """What a document says of an agreement: the other parties, its words, its facets."""

    people: list[str]
    words: list[str]
    facets: list[str]


class AgreementParts:
    """What belongs to some agreements. ``rows`` reads a statement for those chosen, which it names so many times."""

    def __init__(self, rows: Callable[[str, int], Sequence[Any]]) -> None:
        self._parties = grouped(rows(_PARTIES, 1))
        self._signatories = grouped(rows(_SIGNATORIES, 1))
        self._texts = grouped(rows(_TEXTS, _READINGS))

    def said(self, row: Sequence[Any]) -> Said:
        """What is said of the agreement of a row of ``AGREEMENTS``."""
        number, scope, title, _day, _time, stage, of_others, code, matter, area, responsible, *texts = row
        parties = self._parties.get(number, ())
        people = list(dict.fromkeys(party[2] for party in parties if not party[1]))
        # The institute is a party to nearly all: who looks for it would find nothing else.
        names = [name for party in parties for name in (party[6:8] if party[1] else party[2:8])]
        names += [name for who in self._signatories.get(number, ()) for name in who[1:4]]
        others = [text for _number, *pair in self._texts.get(number, ()) for text in pair]
        posts = [who[4] for who in self._signatories.get(number, ())]
        areas = [party[8] for party in parties]
        facets = [
            token_if_any("alcance", scope),
            token_if_any("materia", code),
            token_if_any("area", area),
            token_if_any("paso", stage),
            token_if_any("terceros", "sí" if of_others else "no"),
            token_if_any("responsable", responsible),
        ]
        shared = dict.fromkeys(name for name in names if name)
        words = [with_variants(FIELD.join((title, *shared))), scope, matter, area, responsible]
        return Said(people, [*words, *texts, *dict.fromkeys((*posts, *areas)), *others], facets)
