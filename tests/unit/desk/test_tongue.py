"""A stranger's page is in the language that their browser wants most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.tongue import language_of
from domain.kernel.say import Language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "pt-BR"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt-BR"),
        ("pt;q=0.2, en;q=0.21", "en"),
        ("fr, de;q=0.9", "pt-BR"),
        ("fr, en;q=0.1", "en"),
        ("en;q=0, pt;q=0.1", "pt-BR"),
        ("en;q=0", "pt-BR"),
        ("pt, en", "pt-BR"),
        ("en ; q=1.000 , pt", "en"),
        ("en;q=high, pt", "pt-BR"),
        ("*", "pt-BR"),
    ],
)
def test_the_most_wanted_language_of_ours_is_taken(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


@given(st.text())
def test_no_header_fails(accepted: str) -> None:
    assert language_of(accepted) in set(Language)
