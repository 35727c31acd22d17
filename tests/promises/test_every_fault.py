"""Whatever is wrong with a call is told at once: each fault under its own input, in people's words."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from bot.slack.cards.edit import edit_view, submitted
from bot.slack.told import told_under
from bot.words import phrasebook
from domain.kernel.errors import Conflict, Fault, Invalid
from domain.kernel.say import Language, say
from tools.faults import checked
from tools.registry import load
from tools.spec import Action, Question, label

BOX = load()
TOOLS: list[Action | Question] = [*BOX.actions.values(), *BOX.questions.values()]
ASKING = [each for each in TOOLS if each.arguments.model_fields]
BOOK = phrasebook()
#: What the library that checks arguments would say by itself.
_LIBRARY = re.compile(r"Input should|String should|Value error|Field required|_type|pattern|'|\{")


class Modal:
    """A modal that comes back, and what it was acknowledged with."""

    def __init__(self, view: dict[str, Any], language: Language) -> None:
        self.view = view
        self.errors: dict[str, str] = {}
        self.closed = False
        self._language = language

    async def ack(self, **answer: Any) -> None:
        self.closed = not answer
        self.errors = answer.get("errors", {})

    async def reads(self) -> Language:
        return self._language

    def with_everything_wrong(self) -> dict[str, Any]:
        """Return the view with a value in each input that no argument can be."""
        values = {
            each["block_id"]: {each["element"]["action_id"]: _wrong(each)}
            for each in self.view["blocks"]
        }
        return self.view | {"state": {"values": values}}


def _wrong(block: Mapping[str, Any]) -> dict[str, Any]:
    kind = block["element"]["type"]
    match kind:
        case "datepicker":
            return {"type": kind, "selected_date": "ontem à tarde"}
        case "number_input":
            return {"type": kind, "value": "1.5"}
        case _:
            return {"type": kind, "value": "x" * 300 if block["optional"] else " "}


def _modal(tool: Action | Question, language: Language) -> Modal:
    schema = tool.arguments.model_json_schema()
    return Modal(edit_view(schema, {}, "1:0", BOOK, language), language)


def _fail(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("tool", ASKING, ids=lambda tool: tool.name)
async def test_every_wrong_input_of_a_modal_has_its_own_sentence(
    tool: Action | Question, language: Language
) -> None:
    modal = _modal(tool, language)

    async with told_under(modal.ack, modal.view, BOOK, modal.reads):
        filled = submitted(modal.with_everything_wrong(), language)
        checked(tool, {name: each for name, each in filled.items() if each is not None})

    fields = tool.arguments.model_json_schema()["properties"]
    assert set(modal.errors) == set(fields)
    assert not modal.closed
    for name, words in modal.errors.items():
        called = label(name, fields[name]).read_in(language)
        assert f"“{called}”" in words
        assert not _LIBRARY.search(words.replace(called, "")), words
        assert not re.search(rf"\b{name}\b", words.replace(called, "")) or "_" not in name


@pytest.mark.parametrize("tool", ASKING, ids=lambda tool: tool.name)
def test_a_call_without_anything_names_all_that_must_be_said(tool: Action | Question) -> None:
    schema = tool.arguments.model_json_schema()
    required, one_of = schema.get("required", []), schema.get("x-one-of", [])
    if not (required or one_of):
        assert checked(tool, {})
        return

    with pytest.raises(Invalid) as wrong:
        checked(tool, {})

    told = {each.field: each.say.key for each in wrong.value.faults}
    alone = {one_of[0]: "tool.one_of"} if one_of else {}
    assert told == (dict.fromkeys(required, "tool.missing") if required else alone)


@pytest.mark.parametrize("tool", ASKING, ids=lambda tool: tool.name)
def test_a_field_that_is_not_there_is_told_besides(tool: Action | Question) -> None:
    with pytest.raises(Invalid) as wrong:
        checked(tool, {"approved_by": "eu"})

    assert [each.say.key for each in wrong.value.faults].count("tool.unknown_field") == 1


async def test_what_is_in_no_input_is_told_under_the_first_and_two_faults_of_one_stand_together() -> (
    None
):
    modal = _modal(BOX.actions["issue_invoice"], Language.EN)

    async with told_under(modal.ack, modal.view, BOOK, modal.reads):
        _fail(
            Invalid.of(
                Fault("document", say("tool.wrong_together")),
                Fault("customer", say("proposal.closed")),
            )
        )

    assert list(modal.errors) == ["customer"]
    assert modal.errors["customer"].startswith("These values do not go together.")
    assert modal.errors["customer"].endswith("Ask again if it is still needed.")


async def test_other_failures_and_bugs_are_told_under_the_first_input() -> None:
    modal = _modal(BOX.actions["post_payment"], Language.PT)
    for error, words in (
        (Conflict("proposal.changed"), "Este cartão é antigo"),
        (RuntimeError("select * from person"), "Algo falhou do nosso lado"),
    ):
        async with told_under(modal.ack, modal.view, BOOK, modal.reads):
            _fail(error)

        assert list(modal.errors) == ["supplier"]
        assert modal.errors["supplier"].startswith(words)


async def test_a_modal_without_a_fault_closes() -> None:
    modal = _modal(BOX.actions["post_payment"], Language.PT)

    async with told_under(modal.ack, modal.view, BOOK, modal.reads):
        pass

    assert modal.closed
