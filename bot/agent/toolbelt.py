"""The tools, as the model is given them: every call goes through the gate, and none raises.

An action files a proposal and nothing else; a question reads with the asker's rights. Each call has
its own unit of work, so that nothing is shared between calls. What a Failure becomes for the model
is decided here and nowhere else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import structlog
from langchain_core.tools import StructuredTool

from domain.db.work import Work
from domain.kernel.errors import Conflict, Failure, Invalid, Outage, Refused, Uncertain
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.say import Language, Phrasebook, Say, say
from tools.gate import Gate
from tools.paper import as_asked
from tools.registry import Toolbox
from tools.spec import Action, Question, Reference

log = structlog.get_logger(__name__)

PROPOSALS_MAX = 5
CALLS_MAX = 20
#: A call larger than this holds no request that a person typed.
ARGUMENTS_CHARS_MAX = 8000


class Outcome(StrEnum):
    """What became of a call."""

    FILED = "filed"
    ANSWERED = "answered"
    INVALID = "invalid"
    REFUSED = "refused"
    CONFLICT = "conflict"
    OUTAGE = "outage"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    LIMITED = "limited"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Result:
    """What a call returns to the model, and what it filed or found."""

    outcome: Outcome
    say: str
    field: str = ""
    #: Each wrong argument with its sentence, where several are wrong.
    faults: Sequence[tuple[str, str]] = ()
    choices: Sequence[str] = ()
    proposal: ProposalId | None = None
    records: Sequence[Reference] = ()

    def told(self) -> str:
        """Return the result as the model reads it."""
        parts: dict[str, Any] = {"outcome": self.outcome, "say": self.say}
        if self.field:
            parts["field"] = self.field
        if self.faults:
            parts["faults"] = [{"field": field, "say": said} for field, said in self.faults]
        if self.choices:
            parts["choices"] = list(self.choices)
        if self.proposal is not None:
            parts["proposal"] = self.proposal
        if self.outcome in _THEN:
            parts["then"] = _THEN[self.outcome]
        return json.dumps(parts, ensure_ascii=False)


#: What the model should do next; a fact needs nothing more.
_THEN = {
    Outcome.INVALID: "correct this and call again, asking the person for what they did not say",
    Outcome.REFUSED: "not allowed, and will not be: say so",
    Outcome.LIMITED: "call nothing more in this turn: say so",
    Outcome.FILED: "say that it waits on its card; it has not happened",
}
_OUTCOMES: tuple[tuple[type[Failure], Outcome], ...] = (
    (Invalid, Outcome.INVALID),
    (Refused, Outcome.REFUSED),
    (Conflict, Outcome.CONFLICT),
    (Outage, Outcome.OUTAGE),
    (Uncertain, Outcome.UNCERTAIN),
)


class Notebook(Protocol):
    """Where a call's result is kept, in the proposal's own transaction where there is one."""

    def filed(self, work: Work, call_id: str, result: Result) -> None: ...


class Toolbelt:
    """The tools of one turn of one person. Counts what it files."""

    def __init__(
        self,
        gate: Gate,
        toolbox: Toolbox,
        book: Phrasebook,
        notebook: Notebook,
        *,
        asker: PersonId,
        language: Language,
    ) -> None:
        self._gate = gate
        self._toolbox = toolbox
        self._book = book
        self._notebook = notebook
        self._asker = asker
        self._language = language
        self.calls = 0
        self.filed: list[ProposalId] = []
        self.records: list[Reference] = []

    def is_action(self, name: str) -> bool:
        """Tell whether `name` is a tool that files proposals."""
        return name in self._toolbox.actions

    def tools(self, *, marked: bool) -> list[StructuredTool]:
        """Return the tools with their strict, closed schemas.

        `marked` keeps our own marks (`x-slot`), which the embedded model reads and others need not.
        """
        known: list[Action | Question] = [
            *self._toolbox.actions.values(),
            *self._toolbox.questions.values(),
        ]
        return [
            StructuredTool(
                name=tool.name,
                description=tool.words,
                args_schema=_schema(_as_asked(tool, marked=marked), marked=marked),
                func=_uncalled,
            )
            for tool in known
        ]

    def call(self, name: str, raw: Mapping[str, Any], call_id: str) -> Result:
        """Run one call and return what became of it. Raises nothing."""
        self.calls += 1
        if self.calls > CALLS_MAX:
            return self._limited("agent.calls_limit", CALLS_MAX)
        if len(json.dumps(raw, default=str)) > ARGUMENTS_CHARS_MAX:
            return Result(Outcome.INVALID, self._words(say("agent.arguments_too_long")))
        try:
            if name in self._toolbox.actions:
                return self._propose(name, raw, call_id)
            if name in self._toolbox.questions:
                return self._ask(name, raw)
        except Failure as failure:
            return self._failed(failure)
        except Exception:
            log.exception("agent.tool_failed", tool=name)
            return Result(Outcome.FAILED, self._words(say("agent.our_fault")))
        return Result(Outcome.INVALID, self._words(say("agent.tool_unknown")))

    def _propose(self, name: str, raw: Mapping[str, Any], call_id: str) -> Result:
        if len(self.filed) >= PROPOSALS_MAX:
            return self._limited("agent.proposals_limit", PROPOSALS_MAX)
        results: list[Result] = []

        def along(work: Work, proposal: ProposalId) -> None:
            words = self._words(say("agent.filed", number=proposal))
            results.append(Result(Outcome.FILED, words, proposal=proposal))
            self._notebook.filed(work, call_id, results[-1])

        self.filed.append(self._gate.propose(name, raw, by=self._asker, along=along))
        return results[-1]

    def _ask(self, name: str, raw: Mapping[str, Any]) -> Result:
        answer = self._gate.ask(name, raw, by=self._asker)
        self.records.extend(answer.records)
        words = "\n".join(self._words(line) for line in answer.lines)
        return Result(Outcome.ANSWERED, words, records=answer.records)

    def _failed(self, failure: Failure) -> Result:
        outcome = next(found for kind, found in _OUTCOMES if isinstance(failure, kind))
        words = self._words(failure.say)
        if outcome is Outcome.UNCERTAIN:
            words = self._words(say("agent.uncertain", told=words))
        choices = failure.say.values.get("choices")
        faults = [(each.field, self._words(each.say)) for each in failure.faults]
        return Result(
            outcome,
            words,
            field=faults[0][0],
            faults=faults if len(faults) > 1 else (),
            choices=[str(each) for each in choices] if isinstance(choices, tuple) else (),
        )

    def _limited(self, key: str, limit: int) -> Result:
        return Result(Outcome.LIMITED, self._words(say(key, limit=limit)))

    def _words(self, what: Say) -> str:
        return self._book.render(what, self._language)


def _as_asked(tool: Action | Question, *, marked: bool) -> dict[str, Any]:
    """Return the schema; whoever does not read our marks is told in words what may be left out."""
    schema = tool.arguments.model_json_schema()
    return schema if marked else as_asked(schema)


def _uncalled(**_arguments: Any) -> str:
    """Stand for a tool that the turn runs itself, with the call's id at hand."""
    raise NotImplementedError


def _schema(schema: Any, *, marked: bool) -> Any:
    """Return a JSON schema, without our own marks unless they are wanted."""
    if isinstance(schema, dict):
        return {
            key: _schema(value, marked=marked)
            for key, value in schema.items()
            if marked or not key.startswith("x-")
        }
    if isinstance(schema, list):
        return [_schema(each, marked=marked) for each in schema]
    return schema
