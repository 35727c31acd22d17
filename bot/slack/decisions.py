"""What a person decides in Slack: on exactly what they saw, or not at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from bot.slack.cards.proposal import Shown, to_approver
from bot.slack.clicks import Click
from bot.slack.people import person_of
from bot.slack.post import shown_of
from domain.db.work import Desk, Read, Work
from domain.intake.service import began, origin_of
from domain.kernel.errors import Conflict, Refused
from domain.kernel.ids import ProposalId
from domain.person.model import Person
from domain.proposal.model import OPEN, Proposal, State, Verdict
from domain.proposal.service import decide, refuse, supersede
from tools.gate import Gate

#: What each button decides.
VERDICTS = {
    "proposal.confirm": Verdict.CONFIRM,
    "proposal.approve": Verdict.APPROVE,
    "proposal.reject": Verdict.REJECT,
    "proposal.cancel": Verdict.CANCEL,
}


def decided(desk: Desk, click: Click, *, reason: str | None = None) -> State:
    """Record the click's decision and return where the request stands now.

    Raises Refused for somebody who may not, Conflict for a decided, expired or changed request.
    """
    with _refusals_noted(desk, click), desk.work() as work:
        who = person_of(work, click.slack_user_id)
        verdict = VERDICTS[click.action_id]
        seen = click.digest
        proposal = decide(work, click.proposal_id, verdict, by=who, seen=seen, reason=reason)
        return State(proposal.state)


def editable(desk: Desk, click: Click) -> tuple[str, dict[str, Any]]:
    """Return the action and the arguments of the asker's own open request."""
    with _refusals_noted(desk, click), desk.read() as read:
        who = person_of(read, click.slack_user_id)
        proposal = _open(read, click)
        if proposal.maker_id != who.id:
            raise Refused("proposal.only_maker", who=proposal.maker.name)
        return proposal.action, json.loads(proposal.arguments)


def edited(desk: Desk, gate: Gate, click: Click, arguments: dict[str, Any]) -> ProposalId:
    """Propose anew with other arguments in place of the old request; return the new one's id.

    An argument of None is left out. Both happen or none: where the old one was decided in the
    meantime, that stands and nothing is proposed.
    """
    action, kept = editable(desk, click)
    wanted = {name: each for name, each in (kept | arguments).items() if each is not None}
    with desk.read() as read:
        who = person_of(read, click.slack_user_id).id

    def in_its_place(work: Work, new_id: ProposalId) -> None:
        by = work.session.get_one(Person, who)
        supersede(work, click.proposal_id, by, seen=click.digest, new_id=new_id)
        at = origin_of(work, click.proposal_id)
        if at is not None:
            began(work, new_id, at.channel, at.thread_ts)

    with _refusals_noted(desk, click):
        return gate.propose(action, wanted, by=who, along=in_its_place)


def reviewed(desk: Desk, click: Click) -> tuple[Shown, str]:
    """Return what a full review shows, and the button that its submission presses."""
    with _refusals_noted(desk, click), desk.read() as read:
        who = person_of(read, click.slack_user_id)
        proposal = _open(read, click)
        shown = shown_of(read, proposal)
        if proposal.maker_id == who.id:
            return shown, "proposal.confirm"
        return to_approver(shown), "proposal.approve"


def _open(read: Read, click: Click) -> Proposal:
    """Return the open request that a click saw."""
    proposal = read.session.get(Proposal, click.proposal_id)
    if proposal is None or proposal.digest != click.digest:
        raise Conflict("proposal.changed")
    if proposal.state not in OPEN:
        raise Conflict("proposal.closed")
    return proposal


@contextmanager
def _refusals_noted(desk: Desk, click: Click) -> Iterator[None]:
    """Write a refused click into the trail, by ids only: what it tried was rolled back."""
    try:
        yield
    except (Refused, Conflict) as refusal:
        with desk.work() as work:
            account = Person.slack_user_id == click.slack_user_id
            refuse(
                work,
                click.proposal_id,
                click.action_id,
                who=work.session.scalar(select(Person.id).where(account)),
                seen=click.digest,
                why=refusal.say.key,
            )
        raise
