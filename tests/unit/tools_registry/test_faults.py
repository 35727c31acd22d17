"""Arguments that do not go together are told in one sentence, even where no field mends them."""

from typing import Any, Self

import pytest
from pydantic import Field, model_validator

from bot.words import phrasebook
from domain.kernel.errors import Invalid
from domain.kernel.say import Label, Language
from tools import spec
from tools.faults import checked
from tools.registry import load


class _Span(spec.Arguments):
    first: spec.EntryNumber = Field(description="From / de")
    last: spec.EntryNumber = Field(description="To / até")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError("the first comes first")
        return self


def _told(arguments: type[spec.Arguments], raw: dict[str, Any]) -> list[tuple[str, str]]:
    def nobody(*_: Any) -> spec.Answer:
        return spec.Answer()

    tool = spec.Question("span", "", arguments, lambda *_: None, nobody)
    with pytest.raises(Invalid) as wrong:
        checked(tool, raw)
    return [(each.field, each.say.key) for each in wrong.value.faults]


def test_values_that_do_not_go_together_name_no_field() -> None:
    assert _told(_Span, {"first": 2, "last": 1}) == [("", "tool.wrong_together")]


def test_a_number_with_one_bound_is_asked_for_as_a_number() -> None:
    told = _told(_Span, {"first": 0, "last": "x"})

    assert told == [("first", "tool.wrong_number"), ("last", "tool.wrong_number")]


def test_a_number_with_two_bounds_names_both_in_the_readers_language() -> None:
    request = load().actions["request_vacation"]
    with pytest.raises(Invalid) as wrong:
        checked(request, {"starts_on": "2027-02-08", "days": 31})

    said = [phrasebook().render(wrong.value.say, language) for language in Language]
    assert "um número inteiro de 1 a 30" in said[0]
    assert "a whole number from 1 to 30" in said[1]


def test_a_field_that_nobody_described_is_called_by_its_name() -> None:
    assert spec.label("amount", {}) == Label(pt="Amount", en="Amount")
    assert spec.slot({}) == ""
