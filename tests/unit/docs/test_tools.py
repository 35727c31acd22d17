"""The reference of tools is the tools' own words, all of them."""

from tests.support.docs import TOOLS, tool_reference
from tools.registry import load
from tools.spec import Action, Question


def test_the_page_of_tools_is_up_to_date() -> None:
    assert TOOLS.read_text(encoding="utf-8") == tool_reference(), "run make docs"


def test_every_tool_and_every_argument_that_one_may_tell_is_on_it() -> None:
    page, toolbox = tool_reference(), load()

    tools: list[Action | Question] = [*toolbox.actions.values(), *toolbox.questions.values()]

    for tool in tools:
        assert f"### `{tool.name}`" in page
        for argument in tool.arguments.model_json_schema().get("properties", {}):
            assert f"| `{argument}` |" in page
