"""The facets after each query, and the palette, beside what the text index alone needs for some of it.

The floor of the facets counts, in the text index alone, the query in each of the nine categories and seven types.
"""

import datetime

from sqlalchemy.orm import Session

from crm.cards import ORGANIZATION_KINDS
from crm.categories import CATEGORIES
from crm.facets import Facets
from crm.query import parse
from crm.query_run import ids
from crm.quick_search import quick_search
from db.search_rows import token
from tests.benchmarks.harness import Figure, Report, percentile, seconds

EACH = 4
LETTERS = range(1, 7)
LARGE = 500_000


def measure(report: Report, session: Session, words: list[str], today: datetime.date) -> None:
    """Each word typed letter by letter; the ids are those that the list has read already."""
    typed = [word[:letters] for letters in LETTERS for word in words[::4]]
    facets = Facets()
    report.add(Figure("filtros, primera vez", seconds(lambda: facets.count(session, parse("", today)))))
    ours, plain, after, found = [], [], [], []
    for text in typed:
        query = parse(text, today)
        listed = ids(session, query)
        ours.append(seconds(lambda query=query, listed=listed: facets.count(session, query, listed)))
        plain.append(seconds(lambda text=text: floor(session, text)))
        clicked = parse(f"{text} tipo:persona pais:US", today)
        after.append(seconds(lambda clicked=clicked: facets.count(session, clicked)))
        found.append(seconds(lambda text=text: quick_search(session, text, today, EACH)))
    limit = 0.250 if report.contacts >= LARGE else 0.050
    report.add(Figure("filtros, p95", percentile(ours, 0.95), percentile(plain, 0.95), limit=limit))
    report.add(Figure("filtros tras elegir uno, p95", percentile(after, 0.95), limit=limit))
    report.add(Figure("paleta, p95", percentile(found, 0.95)))


def floor(session: Session, text: str) -> list[int]:
    """How many of each category and type the text index finds."""
    tokens = [token("categoria", code) for code in CATEGORIES]
    tokens += [token("tipo", kind) for kind in ("persona", *ORGANIZATION_KINDS)]
    count = "SELECT count(*) FROM search_index WHERE search_index MATCH ?"
    connection = session.connection()
    return [connection.exec_driver_sql(count, (f'"{text}"* AND "{each}"',)).scalar_one() for each in tokens]
