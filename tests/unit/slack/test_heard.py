"""What was typed in Slack becomes plain words, and plain words never become markup."""

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.cards.answer import answer_blocks, markdown
from bot.slack.heard import mentioned, plain_words
from bot.slack.once import escaped
from bot.words import phrasebook
from domain.conversation.model import TurnId
from domain.kernel.say import Language


def test_mentions_become_names_and_our_own_falls_away() -> None:
    text = "<@UBOT> no lugar do <@U1|joao> põe a <@U2>"

    assert mentioned(text) == {"UBOT", "U1", "U2"}
    assert plain_words(text, {"U1": "João", "U2": "Bia"}) == "no lugar do João põe a Bia"


def test_links_channels_and_calls_to_all_become_their_words() -> None:
    text = "<!channel> veja <https://a.example/x|a nota> em <#C1|compras>, <mailto:a@b.example>"

    assert plain_words(text, {}) == "veja a nota em #compras, a@b.example"
    assert plain_words("<https://a.example/x> &amp; &lt;b&gt;", {}) == "https://a.example/x & <b>"


@given(st.text(max_size=60))
def test_whatever_somebody_types_stays_words_when_it_is_said_again(text: str) -> None:
    assert not mentioned(escaped(text))
    assert not mentioned(markdown(text))


def test_markdown_shows_exactly_the_words() -> None:
    assert markdown("*ok* _a_ [x](y) `z` 1. # <b>") == (
        r"\*ok\* \_a\_ \[x\]\(y\) \`z\` 1\. \# &lt;b&gt;"
    )


def test_an_answer_that_is_too_long_says_so() -> None:
    blocks = answer_blocks("a" * 40_000, (), TurnId(7), phrasebook(), Language.PT)

    assert len(blocks) == 14
    assert "longa demais" in blocks[12]["elements"][0]["text"]
    assert blocks[13]["elements"][0]["positive_button"]["value"] == "7:good"
