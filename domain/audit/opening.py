"""The books' first lines come from no proposal: they are opened, once, under a note of their own."""

from collections.abc import Callable

from domain.audit.tags import Tag
from domain.db.effect import recording
from domain.db.work import Work


def open_books(work: Work, fill: Callable[[], object], *, who: int | None) -> None:
    """Run `fill` and note every record it makes, with the whole effect in the note itself."""
    with recording(work.session) as seen:
        fill()
    if not seen.effect.changes:
        return
    work.note(
        Tag.COMPANY_OPENED,
        subject="company",
        who=who,
        digest=seen.effect.digest,
        effect=seen.effect.text,
        records=[[change.table, change.record_id] for change in seen.effect.changes],
    )
