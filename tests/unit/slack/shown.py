"""A whole shown proposal, changed only where a test cares."""

from datetime import UTC, datetime
from typing import Any

from bot.slack.cards.proposal import Shown
from domain.kernel.canonical import canonical, digest
from domain.kernel.ids import ProposalId
from domain.kernel.money import Money
from domain.kernel.say import say

NOON = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def a_change(kind: str = "new", table: str = "payment", **changed: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "kind": kind,
        "table": table,
        "title": "Energisa",
        "before": {},
        "after": {},
        "labels": {},
    }
    return whole | changed


def changes(title: str = "Energisa: Energia de outubro") -> list[dict[str, Any]]:
    """The payment of a bill: an entry with two lines, a payment, and the bill settled."""
    bill = {"description": title, "due_on": "2026-11-20", "paid_cents": 0, "state": "open"}
    lines = [
        a_change(
            table="posting",
            after={"entry_id": {"new": 0}, "account_id": account, "amount_cents": cents},
            labels={f"account_id:{account}": name},
        )
        for account, name, cents in [
            (2, "2.1.01 Fornecedores", 124_055),
            (1, "1.1.02 Banco", -124_055),
        ]
    ]
    entry = {"entry_on": "2026-11-24", "description": title, "reverses_id": None}
    paid = {
        "payable_id": 7,
        "entry_id": {"new": 0},
        "paid_on": "2026-11-24",
        "amount_cents": 124_055,
    }
    return [
        a_change(table="entry", title=title, after=entry),
        *lines,
        a_change(title=title, after=paid, labels={"payable_id:7": title}),
        a_change(
            "changed",
            "payable",
            id=7,
            title=title,
            before=bill,
            after=bill | {"paid_cents": 124_055, "state": "settled"},
        ),
    ]


def shown(effect: list[dict[str, Any]] | None = None, **changed: Any) -> Shown:
    text = canonical(changes() if effect is None else effect)
    whole: dict[str, Any] = {
        "proposal_id": ProposalId(12),
        "digest": digest(text),
        "action": "post_payment",
        "amount": Money(124_055),
        "maker": "Carla",
        "effect": text,
        "expires_at": NOON,
        "reason": say("authority.above_limit", limit=Money(100_000)),
    }
    return Shown(**(whole | changed))
