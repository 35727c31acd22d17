"""The page's own files: small modules, no HTML made from words, nothing from elsewhere, two languages alike."""

import re

import pytest

from tests.e2e.workspace_page.conftest import FOLDER

MODULES = sorted((FOLDER / "js").rglob("*.js"))
PHRASE = re.compile(r'^  "([a-z_.]+)": "(.*)",$', re.MULTILINE)
FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
)


def phrases(language: str) -> dict[str, str]:
    return dict(PHRASE.findall((FOLDER / "js" / "words" / f"{language}.js").read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_module_is_small_opens_with_its_purpose_and_never_makes_html(path: object) -> None:
    text = (FOLDER / str(path)).read_text("utf-8")

    assert text.startswith("// ")
    assert text.count("\n") <= 300
    assert [word for word in FORBIDDEN if word in text] == []


def test_no_script_or_style_stands_inside_the_pages() -> None:
    for page in FOLDER.glob("*.html"):
        text = page.read_text("utf-8")
        assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text) == []
        assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []


def test_nothing_in_the_styles_comes_from_elsewhere() -> None:
    for sheet in (FOLDER / "css").glob("*.css"):
        assert re.findall(r"url\(|@import", sheet.read_text("utf-8")) == []


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    portuguese, english = phrases("pt"), phrases("en")
    assert portuguese.keys() == english.keys()
    for key, words in portuguese.items():
        assert names(words) == names(english[key]), key


def names(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", words))


def test_every_phrase_asked_for_by_name_exists() -> None:
    asked = {
        key
        for path in MODULES
        for key in re.findall(r'\bsay\(\s*"([a-z_.]+)"', path.read_text("utf-8"))
    }
    assert asked - phrases("pt").keys() == set()
