"""What people do with a proposal: open it, confirm it, approve it, reject it, withdraw it."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta

from domain.audit.tags import Tag
from domain.authority.queries import allowance
from domain.authority.rules import Requirement, Stakes, require, why_not
from domain.db.effect import dry_run
from domain.db.work import Read, Work
from domain.kernel.canonical import Digest, canonical
from domain.kernel.errors import Conflict, Refused
from domain.kernel.ids import PersonId, ProposalId
from domain.person.model import Person
from domain.proposal.context import Line, written
from domain.proposal.follow import card, execution
from domain.proposal.model import OPEN, Decision, Proposal, State, Verdict

#: How long nobody's answer is waited for. No answer never means yes.
OPEN_FOR = timedelta(days=7)

_TAGS = {
    Verdict.CONFIRM: Tag.PROPOSAL_CONFIRMED,
    Verdict.APPROVE: Tag.PROPOSAL_APPROVED,
    Verdict.REJECT: Tag.PROPOSAL_REJECTED,
    Verdict.CANCEL: Tag.PROPOSAL_CANCELLED,
}


def propose(
    work: Work,
    action: str,
    arguments: str,
    run: Callable[[], object],
    stakes: Stakes,
    *,
    by: Person,
    context: Callable[[], Sequence[Line]] = tuple,
) -> Proposal:
    """File what `run` would do, as its maker's draft. Nothing else is changed.

    `arguments` is the canonical text of the frozen arguments; `context` tells the lines
    that its card shows beside the effect; it is asked after the dry run, which may refuse.
    """
    effect = dry_run(work.session, run)
    proposal = Proposal(
        action=action,
        arguments=arguments,
        effect=effect.text,
        digest=effect.digest,
        maker_id=by.id,
        amount=stakes.amount,
        beneficiaries=canonical(sorted(stakes.beneficiaries)),
        context=written(context()),
        opened_at=work.now(),
        expires_at=work.now() + OPEN_FOR,
    )
    work.session.add(proposal)
    work.session.flush()
    work.note(
        Tag.PROPOSAL_OPENED,
        subject=f"proposal:{proposal.id}",
        who=by.id,
        action=action,
        digest=proposal.digest,
    )
    work.file(card(proposal.id))
    return proposal


def stakes_of(proposal: Proposal) -> Stakes:
    """Return the stakes a proposal was filed with."""
    people = frozenset(PersonId(each) for each in json.loads(proposal.beneficiaries))
    return Stakes(proposal.amount, people)


def requirement(read: Read, proposal: Proposal) -> Requirement:
    """Return who must agree, by the policy as it is now."""
    maker = read.session.get_one(Person, proposal.maker_id)
    return require(stakes_of(proposal), maker.id, allowance(read, maker, proposal.action))


def locked(work: Work, proposal_id: ProposalId) -> Proposal:
    """Return the proposal, locked and as it is now. Raises Refused for one that is not there."""
    proposal = work.session.get(
        Proposal, proposal_id, with_for_update={"of": Proposal}, populate_existing=True
    )
    if proposal is None:
        raise Refused("proposal.unknown")
    return proposal


def decide(
    work: Work,
    proposal_id: ProposalId,
    verdict: Verdict,
    *,
    by: Person,
    seen: Digest,
    reason: str | None = None,
) -> Proposal:
    """Record one person's decision on exactly what they saw.

    The decision, its note and what follows (the next card, or the execution) are written together.
    A click on a decided, expired or changed proposal raises Conflict and changes nothing; one by
    somebody who may not decide raises Refused.
    """
    proposal = locked(work, proposal_id)
    _still_open(work, proposal, seen)
    _may(work, proposal, verdict, by)
    work.session.add(
        Decision(
            proposal_id=proposal.id,
            person_id=by.id,
            verdict=verdict,
            digest=seen,
            reason=reason,
            decided_at=work.now(),
        )
    )
    proposal.state = _next(work, proposal, verdict)
    if proposal.state not in OPEN | {State.APPROVED}:
        proposal.closed_at = work.now()
    details = {"reason": reason} if reason else {}
    work.note(_TAGS[verdict], subject=f"proposal:{proposal.id}", who=by.id, digest=seen, **details)
    follow = execution if proposal.state == State.APPROVED else card
    work.file(follow(proposal.id))
    work.session.flush()
    return proposal


def supersede(
    work: Work, proposal_id: ProposalId, by: Person, *, seen: Digest, new_id: ProposalId
) -> None:
    """Close an open proposal in favour of its maker's corrected one, in one transaction with it.

    Raises as `decide` does, so that what was decided in the meantime stands and nothing new is filed.
    """
    old = locked(work, proposal_id)
    _still_open(work, old, seen)
    _may(work, old, Verdict.CANCEL, by)
    old.state = State.SUPERSEDED
    old.closed_at = work.now()
    work.note(
        Tag.PROPOSAL_EDITED,
        subject=f"proposal:{old.id}",
        who=by.id,
        digest=old.digest,
        new=new_id,
        new_digest=work.session.get_one(Proposal, new_id).digest,
    )
    work.file(card(old.id))


def refuse(
    work: Work, proposal_id: ProposalId, tried: str, *, who: PersonId | None, seen: Digest, why: str
) -> None:
    """Note an attempt that was refused: what was tried, on which digest, and the reason's key.

    The refused transaction was rolled back, so this needs one of its own. Nobody is None for `who`
    but a stranger.
    """
    subject = f"proposal:{proposal_id}"
    work.note(Tag.DECISION_REFUSED, subject=subject, who=who, tried=tried, digest=seen, why=why)


def _still_open(work: Work, proposal: Proposal, seen: Digest) -> None:
    if proposal.state == State.SUPERSEDED:
        raise Conflict("proposal.edited", who=proposal.maker.name, at=proposal.closed_at)
    if proposal.state not in OPEN:
        last = proposal.decisions[-1] if proposal.decisions else None
        if last is not None:
            raise Conflict("proposal.already_decided", who=last.person.name, at=last.decided_at)
        raise Conflict("proposal.closed")
    if work.now() >= proposal.expires_at:
        raise Conflict("proposal.expired", at=proposal.expires_at)
    if proposal.digest != seen:
        raise Conflict("proposal.changed")


def _may(work: Work, proposal: Proposal, verdict: Verdict, by: Person) -> None:
    """Raise unless `by` may give `verdict` in the state the proposal is in."""
    if not by.active:
        raise Refused("authority.inactive")
    mine = by.id == proposal.maker_id
    if verdict in {Verdict.CONFIRM, Verdict.CANCEL}:
        if not mine:
            raise Refused("proposal.only_maker", who=proposal.maker.name)
        if verdict is Verdict.CONFIRM and proposal.state != State.DRAFT:
            raise Conflict("proposal.already_confirmed")
        return
    if proposal.state != State.PENDING:
        raise Conflict("proposal.not_confirmed", who=proposal.maker.name)
    refusal = why_not(
        by.id,
        maker=proposal.maker_id,
        stakes=stakes_of(proposal),
        allowance=allowance(work, by, proposal.action),
    )
    if refusal is not None:
        raise Refused(refusal.key, **refusal.values)


def _next(work: Work, proposal: Proposal, verdict: Verdict) -> State:
    match verdict:
        case Verdict.CANCEL:
            return State.CANCELLED
        case Verdict.REJECT:
            return State.REJECTED
        case Verdict.CONFIRM if not requirement(work, proposal).alone:
            return State.PENDING
        case _:
            return State.APPROVED


def expire(work: Work, proposal_id: ProposalId) -> bool:
    """Close a proposal whose time has passed; return whether it did."""
    proposal = locked(work, proposal_id)
    if proposal.state not in OPEN or work.now() < proposal.expires_at:
        return False
    proposal.state = State.EXPIRED
    proposal.closed_at = work.now()
    work.note(Tag.PROPOSAL_EXPIRED, subject=f"proposal:{proposal.id}", who=None)
    work.file(card(proposal.id))
    return True
