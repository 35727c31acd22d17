"""Scores the offline model on utterances: the right tool, and the tool with every argument."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.tools import BaseTool

from bot.agent.offline.model import OfflineModel
from bot.agent.offline.text import fold

HERE = Path(__file__).parent
TODAY = "2026-11-24"
#: What is usually read from a paper of each kind.
SAYS = {
    "receipt": ("supplier_name", "supplier_tax_id", "issued_on", "total"),
    "bill": ("supplier_name", "supplier_tax_id", "due_on", "total", "number", "linha_digitavel"),
    "nfe": ("supplier_name", "supplier_tax_id", "issued_on", "due_on", "total", "number"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """An utterance with the tool it asks for and the arguments it tells."""

    text: str
    lang: str
    tool: str | None
    args: dict[str, Any]
    papers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """What the model made of a case."""

    case: Case
    tool: str | None
    args: dict[str, Any]
    acted: bool

    @property
    def is_right_tool(self) -> bool:
        return self.tool == self.case.tool

    @property
    def is_exact(self) -> bool:
        if not self.is_right_tool or set(self.args) != set(self.case.args):
            return False
        return all(_fits(self.args[name], value) for name, value in self.case.args.items())


def cases(name: str) -> list[Case]:
    """Read the utterances of one file."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Case(**json.loads(line)) for line in lines]


def _fits(got: Any, wanted: Any) -> bool:
    """Words may be told with up to three more around them; everything else must be equal."""
    if not isinstance(wanted, str) or wanted[:1].isdigit():
        return bool(got == wanted)
    said, meant = fold(str(got)), fold(wanted)
    return meant in said and len(said.split()) <= len(meant.split()) + 3


def score(case: Case, tools: Sequence[BaseTool]) -> Score:
    """Let the model hear one utterance in a new conversation."""
    papers = [
        {"id": number, "kind": kind, "says": SAYS[kind], "here": True}
        for number, kind in enumerate(case.papers, start=1)
    ]
    context = json.dumps({"today": TODAY, "language": case.lang, "documents": papers})
    model = OfflineModel().bind_tools(list(tools))
    heard = [SystemMessage(f"```json\n{context}\n```"), HumanMessage(case.text)]
    message = model.invoke(heard)
    assert isinstance(message, AIMessage)
    understood = message.response_metadata["understood"]
    if len(understood) != 1:
        return Score(case, None if not understood else "?", {}, acted=bool(message.tool_calls))
    return Score(case, understood[0]["tool"], understood[0]["args"], acted=bool(message.tool_calls))
