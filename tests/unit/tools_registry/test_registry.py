"""A half-made tool is refused at start, by name, with what is missing."""

from types import ModuleType
from typing import Any

import pytest
from pydantic import Field

from domain.db.base import Record
from tools import spec
from tools.registry import UnfinishedToolError, load, read


class _Described(spec.Arguments):
    amount: spec.Amount = Field(description="How much / quanto")


class _Bare(spec.Arguments):
    amount: spec.Amount


def _module(words: str = "Do it.\n\nAsks: faz / do it", **parts: Any) -> ModuleType:
    module = ModuleType("tools.area.do_it", words)
    for name, part in parts.items():
        setattr(module, name, part)
    return module


def _nothing(*_: Any) -> None:
    return None


@pytest.mark.parametrize(
    ("module", "missing"),
    [
        (_module(), "no Arguments"),
        (_module(Arguments=_Bare, allow=_nothing, answer=_nothing), "amount"),
        (_module("Do it.", Arguments=_Described, allow=_nothing, answer=_nothing), "Asks"),
        (_module(Arguments=_Described, answer=_nothing), "do_it has"),
        (_module(Arguments=_Described, allow=_nothing, run=_nothing), "do_it has"),
        (_module(Arguments=_Described, allow=_nothing, run=_nothing, answer=_nothing), "do_it"),
    ],
)
def test_what_is_missing_is_named(module: ModuleType, missing: str) -> None:
    with pytest.raises(UnfinishedToolError, match=missing):
        read(module)


def test_whole_tools_are_actions_or_questions() -> None:
    action = read(_module(Arguments=_Described, allow=_nothing, run=_nothing, stakes=_nothing))
    question = read(_module(Arguments=_Described, allow=_nothing, answer=_nothing))

    assert (action.name, type(action), type(question)) == ("do_it", spec.Action, spec.Question)


def test_every_tool_of_the_product_loads() -> None:
    toolbox = load()

    assert {"post_payment", "reverse_entry"} <= set(toolbox.actions)
    assert {"overdue", "cash_position"} <= set(toolbox.questions)


def test_a_record_without_a_title_is_a_bug() -> None:
    with pytest.raises(NotImplementedError):
        Record.title(Record.__new__(Record))
