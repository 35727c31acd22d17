"""One-time links from Slack to a record's page."""

import secrets

from domain.db.work import Work
from domain.kernel.ids import PersonId
from domain.kernel.say import Language
from domain.visit.service import give


def link_to(
    work: Work, address: str, table: str, record_id: int, person_id: PersonId, language: Language
) -> str:
    """Return a link that opens one record for one person, once, within fifteen minutes.

    `address` is `settings.desk_address`; the link exists when the caller's transaction commits.
    """
    secret = secrets.token_urlsafe(32)
    give(work, secret, person_id, (table, record_id), language)
    return f"{address}/r/{secret}"
