"""Messages become sentences in two languages, with money and dates as people write them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, say

BOOK = Phrasebook(
    {
        "bill.paid": {
            Language.PT: "{who} pagou {amount} em {paid_on}.",
            Language.EN: "{who} paid {amount} on {paid_on}.",
        },
        "days": {Language.PT: "{days:n|dia|dias}", Language.EN: "{days:n|day|days}"},
        "wrap": {Language.PT: "<{inner}>", Language.EN: "<{inner}>"},
    }
)


def test_money_and_dates_follow_the_language() -> None:
    said = say("bill.paid", who="Ana", amount=Money(124055), paid_on=date(2026, 11, 24))

    assert BOOK.render(said, Language.PT) == "Ana pagou R$\u00a01.240,55 em 24/11/2026."
    assert BOOK.render(said, Language.EN) == "Ana paid R$\u00a01,240.55 on 24 Nov 2026."


def test_one_day_and_many() -> None:
    assert BOOK.render(say("days", days=1), Language.PT) == "1 dia"
    assert BOOK.render(say("days", days=15), Language.EN) == "15 days"


def test_only_values_are_escaped_and_messages_nest() -> None:
    inner = say("bill.paid", who="<!channel>", amount=Money(-5), paid_on=None)

    text = BOOK.render(say("wrap", inner=(inner, 7)), Language.PT, lambda t: t.replace("<", "&lt;"))

    assert text == "<&lt;!channel> pagou -R$\u00a00,05 em —., 7>"


def test_an_instant_is_told_in_the_companys_zone() -> None:
    at = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)

    assert BOOK.render(say("wrap", inner=at), Language.PT) == "<23/11/2026 23:05>"


def test_slack_locales_map_to_two_languages() -> None:
    assert [Language.of(name) for name in ("pt-BR", "en-US", "fr-FR", None)] == [
        Language.PT,
        Language.EN,
        Language.PT,
        Language.PT,
    ]


def test_slots_and_unknown_formats() -> None:
    assert BOOK.slots("bill.paid", Language.PT) == {"who", "amount", "paid_on"}
    odd = Phrasebook({"x": {Language.PT: "{a:>9}", Language.EN: "{a}"}})
    with pytest.raises(ValueError, match="unknown format"):
        odd.render(say("x", a="y"), Language.PT)


def test_a_missing_language_or_a_repetition_is_refused_at_load(tmp_path: Path) -> None:
    (tmp_path / "a.says.toml").write_text('["k"]\npt-BR = "oi"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="exactly pt-BR and en"):
        Phrasebook.load([tmp_path])

    (tmp_path / "a.says.toml").write_text('["k"]\npt-BR = "oi"\nen = "hi"\n', encoding="utf-8")
    assert Phrasebook.load([tmp_path]).keys == {"k"}
    with pytest.raises(ValueError, match="said twice"):
        Phrasebook.load([tmp_path, tmp_path])


def test_a_message_names_itself_in_logs() -> None:
    assert str(say("days", days=1)) == "days(days=1)"
    assert str(say("days")) == "days"
