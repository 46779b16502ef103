"""Which names may be one person or one client, and what the user says of them."""

from collections.abc import Sequence

from diagnostics.intake.likeness import Name, alike
from diagnostics.workbook import Cursor, NameKind, Workbook, derive, read_sql, write_links, write_proposals


def refresh_proposals(cursor: Cursor) -> None:
    """Look for names that are alike; run it after the roll-ups were derived, in the same transaction."""
    rows = cursor.execute(read_sql(__package__, "names")).fetchall()
    found = []
    for kind in ("rep", "client"):
        found += alike(kind, [Name(*row[1:]) for row in rows if row[0] == kind])
    write_proposals(cursor, found)


def say_names(workbook: Workbook, said: Sequence[tuple[NameKind, str, str, bool]]) -> None:
    """Keep what the user says of pairs of names and bring everything up to date: (kind, key, other key, the same or not)."""
    with workbook.writing() as cursor:
        write_links(cursor, said)
        derive(cursor)
        refresh_proposals(cursor)
