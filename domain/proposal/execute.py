"""The single transaction that makes a proposal true, exactly as it was signed.

Locks are taken in a fixed order: the proposal, then the records its effect touches by table and
id. Then people and policy are checked again, the action runs in a savepoint, and its effect is
compared with the one that was signed. Equal: it stays, with its note. Different: nothing stays, and
the proposal is stale.
"""

import json
from collections.abc import Callable

from sqlalchemy import select

from domain.audit.tags import Tag
from domain.authority.queries import allowance
from domain.authority.rules import require, why_not
from domain.db.base import Base
from domain.db.effect import Effect, Recording, recording
from domain.db.work import Work
from domain.kernel.errors import Failure
from domain.kernel.ids import ProposalId
from domain.kernel.say import Say, say
from domain.person.model import Person
from domain.proposal.follow import card
from domain.proposal.model import Counter, Proposal, State, Verdict
from domain.proposal.service import locked, stakes_of


class _DiffersError(Exception):
    """The action would no longer do what was signed."""

    def __init__(self, effect: Effect) -> None:
        self.effect = effect
        super().__init__(effect.digest)


def execute(
    work: Work, proposal_id: ProposalId, run: Callable[[Proposal], Callable[[], object]]
) -> State:
    """Execute an approved proposal once; return the state it is in afterwards.

    `run` is given the proposal and returns its action, bound to the frozen arguments. A proposal in
    any other state is left as it is, so that a repeated job is harmless.
    """
    proposal = locked(work, proposal_id)
    if proposal.state != State.APPROVED:
        return State(proposal.state)
    _lock_touched(work, proposal)
    refusal = _unqualified(work, proposal)
    if refusal is not None:
        return _stale(work, proposal, refusal, None)
    seen = Recording(work.session)
    try:
        with work.session.begin_nested():
            with recording(work.session) as seen:
                run(proposal)()
            if seen.effect.digest != proposal.digest:
                raise _DiffersError(seen.effect)
    except _DiffersError as differs:
        return _stale(work, proposal, say("proposal.effect_changed"), differs.effect)
    except Failure as failure:
        return _stale(work, proposal, failure.say, None)
    _number(work, seen)
    proposal.state = State.EXECUTED
    proposal.closed_at = work.now()
    records = [[change.table, change.record_id] for change in seen.effect.changes]
    work.note(
        Tag.PROPOSAL_EXECUTED,
        subject=f"proposal:{proposal.id}",
        who=None,
        digest=proposal.digest,
        records=records,
    )
    work.file(card(proposal.id))
    work.session.flush()
    return State.EXECUTED


def _lock_touched(work: Work, proposal: Proposal) -> None:
    touched = sorted(
        (change["table"], change["id"])
        for change in json.loads(proposal.effect)
        if change["kind"] != "new"
    )
    for table, record_id in touched:
        of = Base.metadata.tables[table]
        work.session.execute(select(of.c.id).where(of.c.id == record_id).with_for_update())
    work.session.expire_all()


def _unqualified(work: Work, proposal: Proposal) -> Say | None:
    """Return why the decisions no longer suffice, by people and policy as they are now."""
    signed = [each for each in proposal.decisions if each.digest == proposal.digest]
    maker = work.session.get_one(Person, proposal.maker_id)
    stakes = stakes_of(proposal)
    confirmed = any(
        each.verdict == Verdict.CONFIRM and each.person_id == maker.id for each in signed
    )
    if not confirmed or not maker.active:
        return say("authority.inactive")
    if require(stakes, maker.id, allowance(work, maker, proposal.action)).alone:
        return None
    refusal: Say | None = say("authority.nobody_approved")
    for each in signed:
        if each.verdict != Verdict.APPROVE:
            continue
        refusal = why_not(
            each.person_id,
            maker=maker.id,
            stakes=stakes,
            allowance=allowance(work, each.person, proposal.action),
        )
        if refusal is None:
            return None
    return refusal


def _stale(work: Work, proposal: Proposal, why: Say, effect: Effect | None) -> State:
    work.session.expire_all()
    proposal.state = State.STALE
    proposal.closed_at = work.now()
    proposal.stale_effect = effect.text if effect else None
    work.note(
        Tag.PROPOSAL_STALED,
        subject=f"proposal:{proposal.id}",
        who=None,
        digest=proposal.digest,
        why=why.key,
    )
    work.file(card(proposal.id))
    work.session.flush()
    return State.STALE


def _number(work: Work, seen: Recording) -> None:
    """Give legal numbers, last and only now: a dry run must neither burn nor hold a counter."""
    for row in seen.created:
        if row.__numbered__ is None:
            continue
        attribute, series = row.__numbered__
        setattr(row, attribute, next_number(work, series))


def next_number(work: Work, series: str) -> int:
    """Return the next number of a gapless series, holding its counter until commit."""
    counter = work.session.get(Counter, series, with_for_update=True)
    if counter is None:
        counter = Counter(series=series, last=0)
        work.session.add(counter)
    counter.last += 1
    work.session.flush()
    return counter.last
