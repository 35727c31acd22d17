"""The embedded model understands so much, measured; it may not get worse.

`heldout` and `real_heldout` were written apart from tuning. Nobody changed the model after looking at
what it missed in `real_heldout`; they come from the same authors, though, so a stranger's phrases will
do less well. `paper_heldout` was written before anything was tuned: 42 and 40 are what it scored at first. A
wrong call is a card or an answer for another tool than was asked for.
"""

import pytest
from langchain_core.tools import StructuredTool

from tests.evals.sample_tools import sample_tools
from tests.evals.scoring import cases, score
from tests.unit.agent.thread import real_tools


@pytest.mark.parametrize(
    ("name", "tools", "tool_min", "exact_min", "wrong_max"),
    [
        ("tuning", sample_tools(), 97, 97, 1),
        ("tuning_more", sample_tools(), 68, 66, 0),
        ("heldout", sample_tools(), 89, 85, 2),
        ("real_tuning", real_tools(), 33, 33, 0),
        ("real_heldout", real_tools(), 39, 39, 1),
        ("paper_tuning", real_tools(), 14, 13, 0),
        ("paper_heldout", real_tools(), 42, 40, 0),
    ],
)
def test_the_model_understands_as_much_as_it_did(
    name: str, tools: list[StructuredTool], tool_min: int, exact_min: int, wrong_max: int
) -> None:
    scores = [score(case, tools) for case in cases(name)]
    wrong = [each.case.text for each in scores if each.acted and not each.is_right_tool]
    missed = [each.case.text for each in scores if not each.is_exact]

    assert len(wrong) <= wrong_max, wrong
    assert sum(each.is_right_tool for each in scores) >= tool_min, missed
    assert sum(each.is_exact for each in scores) >= exact_min, missed
