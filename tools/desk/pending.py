"""What waits: proposals for you to approve, and your own that are not decided yet.

Asks: o que está pendente, o que espera por mim, minhas solicitações, o que falta aprovar
    / what is pending, what waits for me, my requests
Does: lists the proposals that you may approve and those you made, the oldest first.
Undo: nothing is changed
"""

from domain.db.work import Read
from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.person.model import Person
from domain.proposal import queries
from domain.proposal.model import Proposal, State
from tools import spec


class Arguments(spec.Arguments):
    """Nothing needs to be told."""


def allow(_who: Person, _args: Arguments) -> None:
    """Everybody sees what waits for them and what they asked for."""


def answer(read: Read, _args: Arguments) -> spec.Answer:
    """Say what waits for the asker, then what they wait for."""
    me = read.session.get_one(Person, read.asker)
    for_me, mine = queries.waiting_for(read, me), queries.of_maker(read, me)
    if not for_me and not mine:
        return spec.Answer((say("pending.none"),))
    lines: list[Say] = []
    if for_me:
        lines += [say("pending.for_me", many=len(for_me)), *map(_line, for_me)]
    if mine:
        lines += [say("pending.mine", many=len(mine)), *map(_line, mine)]
    records = [
        spec.Reference(each.__tablename__, each.id, queries.title_of(each))
        for each in (*for_me, *mine)
    ]
    return spec.Answer(lines, records)


def _line(proposal: Proposal) -> Say:
    stands = "pending.draft" if proposal.state == State.DRAFT else "pending.waits"
    return say(
        "pending.line" if proposal.amount > Money.zero() else "pending.line_plain",
        number=proposal.id,
        action=say(f"action.{proposal.action}"),
        amount=proposal.amount,
        who=proposal.maker.name,
        stands=say(stands),
        expires_at=proposal.expires_at,
    )
