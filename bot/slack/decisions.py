"""What a person decides in Slack: on exactly what they saw, or not at all."""

import json
from typing import Any

from bot.slack.cards.proposal import Shown
from bot.slack.clicks import Click
from bot.slack.people import person_of
from bot.slack.post import shown_of
from domain.db.work import Desk, Work
from domain.intake.service import began, origin_of
from domain.kernel.canonical import Digest
from domain.kernel.errors import Conflict, Failure
from domain.kernel.ids import ProposalId
from domain.proposal.model import OPEN, Proposal, State, Verdict
from domain.proposal.service import decide
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
    with desk.work() as work:
        who = person_of(work, click.slack_user_id)
        verdict = VERDICTS[click.action_id]
        seen = click.digest
        proposal = decide(work, click.proposal_id, verdict, by=who, seen=seen, reason=reason)
        return State(proposal.state)


def editable(desk: Desk, click: Click) -> tuple[str, dict[str, Any]]:
    """Return the action and the arguments of the asker's own open request."""
    with desk.read() as read:
        who = person_of(read, click.slack_user_id)
        proposal = read.session.get(Proposal, click.proposal_id)
        if proposal is None or proposal.digest != click.digest:
            raise Conflict("proposal.changed")
        if proposal.maker_id != who.id:
            raise Conflict("proposal.only_maker", who=proposal.maker.name)
        if proposal.state not in OPEN:
            raise Conflict("proposal.closed")
        return proposal.action, json.loads(proposal.arguments)


def edited(
    desk: Desk,
    gate: Gate,
    old: tuple[ProposalId, Digest],
    arguments: dict[str, Any],
    *,
    slack_user_id: str,
) -> ProposalId:
    """Propose anew with other arguments, and withdraw the old request; return the new one's id.

    An argument of None is left out.
    When the old one was decided in the meantime, the new one is withdrawn instead.
    """
    old_id, seen = old
    with desk.read() as read:
        who = person_of(read, slack_user_id)
        known = read.session.get(Proposal, old_id)
        if known is None:
            raise Conflict("proposal.closed")
        action, kept = known.action, json.loads(known.arguments)
    wanted = {name: each for name, each in (kept | arguments).items() if each is not None}

    def in_its_thread(work: Work, new_id: ProposalId) -> None:
        at = origin_of(work, old_id)
        if at is not None:
            began(work, new_id, at.channel, at.thread_ts)

    new_id = gate.propose(action, wanted, by=who.id, along=in_its_thread)
    try:
        with desk.work() as work:
            decide(work, old_id, Verdict.CANCEL, by=person_of(work, slack_user_id), seen=seen)
    except Failure:
        with desk.work() as work:
            new = work.session.get_one(Proposal, new_id)
            who = person_of(work, slack_user_id)
            decide(work, new_id, Verdict.CANCEL, by=who, seen=new.digest)
        raise
    return new_id


def reviewed(desk: Desk, click: Click) -> tuple[Shown, str]:
    """Return what a full review shows, and the button that its submission presses."""
    with desk.read() as read:
        who = person_of(read, click.slack_user_id)
        proposal = read.session.get(Proposal, click.proposal_id)
        if proposal is None or proposal.digest != click.digest:
            raise Conflict("proposal.changed")
        if proposal.state not in OPEN:
            raise Conflict("proposal.closed")
        confirms = proposal.maker_id == who.id
        return shown_of(read, proposal), "proposal.confirm" if confirms else "proposal.approve"
