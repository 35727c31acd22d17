"""Why an entry is in the books: who asked for it, who decided, and when.

Asks: por que lançamos, quem aprovou o lançamento, de onde veio este valor
    / why did we post, who approved this entry
Does: finds the entry by its number, or by an amount and words, and tells its proposal and people.
Undo: nothing is changed
"""

from typing import Self

from pydantic import Field, model_validator

from domain.accounting.ledger.model import Entry
from domain.accounting.ledger.queries import moving, numbered
from domain.db.work import Read
from domain.finance.payable.queries import paper_behind
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.person.model import Person, Role
from domain.proposal.model import Proposal
from domain.proposal.queries import origin, title_of
from tools import spec

#: As many entries as are told of one amount.
_TOLD = 3


class Arguments(spec.Arguments):
    """Which entry: its number, or an amount with words that describe it."""

    model_config = spec.exactly_one_of("entry", "amount")

    entry: spec.EntryNumber | None = Field(
        default=None, description="Number of the entry / número do lançamento"
    )
    amount: spec.Amount | None = Field(
        default=None, description="An amount in the entry / valor do lançamento"
    )
    words: spec.FreeWords | None = Field(
        default=None, description="What it was about / sobre o que foi: conta, fornecedor"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.entry is None) == (self.amount is None):
            raise ValueError("say either the number or the amount")
        return self


def allow(who: Person, _args: Arguments) -> None:
    """Finance, managers and administrators read the books."""
    if not any(who.holds(role) for role in (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)):
        raise Refused("why.not_for_you")


def answer(read: Read, args: Arguments) -> spec.Answer:
    """Tell each entry that fits, the newest first. Raises Invalid when none does."""
    lines: list[Say] = []
    records: list[spec.Reference] = []
    found = _meant(read, args)
    for entry in found[:_TOLD]:
        told, references = _told(read, entry)
        lines += told
        records += references
    if len(found) > _TOLD:
        lines.append(say("why.more", more=len(found) - _TOLD))
    return spec.Answer(lines, records)


def _meant(read: Read, args: Arguments) -> list[Entry]:
    if args.entry is not None:
        return [numbered(read, args.entry)]
    amount = Money.plain(args.amount or "")
    found = moving(read, amount, args.words or "")
    if not found:
        raise Invalid("why.nothing_found", field="amount", amount=amount)
    return found


def _told(read: Read, entry: Entry) -> tuple[list[Say], list[spec.Reference]]:
    total = sum(
        (each.amount for each in entry.postings if each.amount > Money.zero()), Money.zero()
    )
    lines = [
        say(
            "why.entry",
            number=entry.number,
            entry_on=entry.entry_on,
            description=entry.description,
            amount=total,
        )
    ]
    records = [spec.Reference(entry.__tablename__, entry.id, entry.title())]
    paper = paper_behind(read, entry.id)
    if paper is not None:
        lines.append(say("why.paper", number=paper.id, name=paper.name))
        records.append(spec.Reference(paper.__tablename__, paper.id, paper.title()))
    proposal = origin(read, entry.__tablename__, entry.id)
    if proposal is None:
        return [*lines, say("why.opening")], records
    records.append(spec.Reference(proposal.__tablename__, proposal.id, title_of(proposal)))
    return [*lines, *_people(proposal)], records


def _people(proposal: Proposal) -> list[Say]:
    asked = say(
        "why.asked",
        number=proposal.id,
        action=say(f"action.{proposal.action}"),
        who=proposal.maker.name,
        at=proposal.opened_at,
    )
    decided = [
        say(f"why.{each.verdict}", who=each.person.name, at=each.decided_at)
        for each in proposal.decisions
    ]
    return [asked, *decided]
