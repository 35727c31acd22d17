"""The gate: the only way from a request to a change.

A call files a proposal with its effect. People decide on the effect's digest. Execution runs the
same action with the frozen arguments and keeps it only if the effect is the one they saw.
"""

from collections.abc import Callable, Mapping
from typing import Any

from domain.authority.rules import Stakes
from domain.db.work import Desk, Work
from domain.kernel.canonical import canonical
from domain.kernel.errors import Invalid, Refused
from domain.kernel.ids import PersonId, ProposalId
from domain.person.model import Person
from domain.proposal.execute import execute
from domain.proposal.model import Proposal, State
from domain.proposal.service import propose
from tools.faults import checked
from tools.paper import filled
from tools.registry import Toolbox
from tools.spec import Action, Answer, Arguments


class Gate:
    """Every action and question of one company goes through here."""

    def __init__(self, desk: Desk, toolbox: Toolbox) -> None:
        self._desk = desk
        self._toolbox = toolbox

    def propose(
        self,
        name: str,
        raw: Mapping[str, Any],
        *,
        by: PersonId,
        along: Callable[[Work, ProposalId], None] | None = None,
    ) -> ProposalId:
        """File `name` with `raw` arguments as a draft of `by`; change nothing else.

        `along` writes, in the same transaction, what must not be without the proposal: the agent's
        step. What a paper that is named tells may be left out of `raw`. Raises Invalid for arguments
        that are wrong, Refused when `by` may not ask for this.
        """
        action = self._action(name)
        with self._desk.work() as work:
            who = _active(work, by)
            work.asked_by(by)
            paper = filled(work, action.arguments.model_json_schema(), raw)
            args = checked(action, paper.raw)
            action.allow(who, args)
            args = action.dated(work, args)
            stakes: Stakes = action.stakes(work, args)
            proposal = propose(
                work,
                name,
                canonical(_plain(args)),
                _bound(action, work, args),
                stakes,
                by=who,
                context=lambda: (*paper.lines, *action.around(work, args)),
            )
            if along is not None:
                along(work, proposal.id)
            return proposal.id

    def execute(self, proposal_id: ProposalId) -> State:
        """Make an approved proposal true, once; return the state it is in afterwards."""
        with self._desk.work() as work:
            return execute(work, proposal_id, lambda proposal: self._frozen(work, proposal))

    def ask(self, name: str, raw: Mapping[str, Any], *, by: PersonId) -> Answer:
        """Answer a question with the asker's rights, in a READ ONLY transaction."""
        question = self._toolbox.questions.get(name)
        if question is None:
            raise Invalid("tool.unknown", name=name)
        args = checked(question, raw)
        with self._desk.read() as read:
            who = read.session.get(Person, by)
            if who is None or not who.active:
                raise Refused("authority.inactive")
            read.asked_by(by)
            question.allow(who, args)
            return question.answer(read, args)

    def _action(self, name: str) -> Action:
        action = self._toolbox.actions.get(name)
        if action is None:
            raise Invalid("tool.unknown", name=name)
        return action

    def _frozen(self, work: Work, proposal: Proposal) -> Callable[[], object]:
        action = self._action(proposal.action)
        args = action.arguments.model_validate_json(proposal.arguments)
        work.asked_by(proposal.maker_id)
        return _bound(action, work, args)


def _bound(action: Action, work: Work, args: Arguments) -> Callable[[], object]:
    return lambda: action.run(work, args)


def _active(work: Work, by: PersonId) -> Person:
    who = work.session.get(Person, by)
    if who is None or not who.active:
        raise Refused("authority.inactive")
    return who


def _plain(args: Arguments) -> dict[str, Any]:
    return args.model_dump(mode="json")
