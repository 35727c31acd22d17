"""Keeping a conversation: a turn begins, takes steps, may be asked to stop, and ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from domain.conversation.model import Step, StepKind, Turn, TurnId, TurnRating, TurnState
from domain.db.work import Work
from domain.kernel.canonical import Digest, canonical
from domain.kernel.ids import PersonId, ProposalId
from domain.proposal.follow import card
from domain.proposal.model import Proposal


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said: a channel, its thread, and the message itself."""

    channel: str
    thread_ts: str
    ts: str


def begin(
    work: Work,
    place: Place,
    words: str,
    papers: Sequence[Mapping[str, Any]],
    *,
    by: PersonId,
    model: str,
    prompt: Digest,
) -> Turn:
    """Return the turn of a message: a new one, or the one that an earlier try began."""
    known = work.session.scalar(
        select(Turn).where(Turn.channel == place.channel, Turn.said_ts == place.ts)
    )
    if known is not None:
        return known
    turn = Turn(
        channel=place.channel,
        thread_ts=place.thread_ts,
        said_ts=place.ts,
        person_id=by,
        words=words,
        papers=canonical(list(papers)),
        model=model,
        prompt_digest=prompt,
        started_at=work.now(),
        steps=[],
    )
    work.session.add(turn)
    work.session.flush()
    return turn


def model_step(work: Work, turn: TurnId, words: str, calls: Sequence[Mapping[str, Any]]) -> None:
    """Record what the model said and called."""
    work.session.add(
        Step(
            turn_id=turn,
            kind=StepKind.MODEL,
            words=words,
            calls=canonical(list(calls)),
            made_at=work.now(),
        )
    )


def tool_step(
    work: Work,
    turn: TurnId,
    call_id: str,
    words: str,
    outcome: str,
    proposal: ProposalId | None = None,
) -> None:
    """Record what a call returned. The same call is recorded once: the database refuses a second."""
    work.session.add(
        Step(
            turn_id=turn,
            kind=StepKind.TOOL,
            words=words,
            call_id=call_id,
            outcome=outcome,
            proposal_id=proposal,
            made_at=work.now(),
        )
    )
    work.session.flush()


def end(work: Work, turn: TurnId, state: TurnState) -> None:
    """Close a turn that runs, its answer given; one that ended keeps its end.

    The cards of what it filed follow the answer, and so are asked for here.
    """
    ended = work.session.scalar(
        update(Turn)
        .where(Turn.id == turn, Turn.state == TurnState.RUNNING)
        .values(state=state, ended_at=work.now())
        .returning(Turn.id)
    )
    filed = (
        select(Proposal.id)
        .join(Step, Step.proposal_id == Proposal.id)
        .where(Step.turn_id == ended)
        .order_by(Step.id)
    )
    for proposal_id in work.session.scalars(filed):
        work.file(card(proposal_id))


def ask_stop(work: Work, channel: str, thread_ts: str) -> int:
    """Ask every running turn of a thread to stop before its next step; return how many there are."""
    asked = work.session.scalars(
        update(Turn)
        .where(
            Turn.channel == channel,
            Turn.thread_ts == thread_ts,
            Turn.state == TurnState.RUNNING,
        )
        .values(stop_asked_at=work.now())
        .returning(Turn.id)
    )
    return len(list(asked))


def rate(work: Work, turn: TurnId, *, by: PersonId, good: bool) -> bool:
    """Keep what somebody thought of an answer in a thread they talk in; return whether it is one."""
    talks = aliased(Turn)
    theirs = work.session.scalar(
        select(Turn.id)
        .join(
            talks,
            and_(talks.channel == Turn.channel, talks.thread_ts == Turn.thread_ts),
        )
        .where(Turn.id == turn, talks.person_id == by)
        .limit(1)
    )
    if theirs is None:
        return False
    told = {"good": good, "rated_at": work.now()}
    work.session.execute(
        insert(TurnRating)
        .values(turn_id=turn, person_id=by, **told)
        .on_conflict_do_update(index_elements=["turn_id", "person_id"], set_=told)
    )
    return True
