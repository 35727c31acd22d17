"""The page of guarantees is what the table says, and names only tests that are there."""

import pytest

from tests.support.guarantees import PAGE, Promise, missing, page, promises

NEVER, ALSO = promises()


def test_the_page_of_guarantees_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run make docs"


def test_each_of_the_eight_promises_is_shown_by_a_test() -> None:
    assert [each.id for each in NEVER] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(each.tests for each in NEVER)


@pytest.mark.parametrize("promise", [*NEVER, *ALSO], ids=lambda each: each.title)
def test_every_test_that_a_promise_names_is_there(promise: Promise) -> None:
    assert missing(promise.tests) == []
    assert len(set(promise.tests)) == len(promise.tests)


def test_a_test_that_is_not_there_is_missed() -> None:
    gone = ("tests/unit/docs/test_guarantees.py::test_gone", "tests/unit/gone.py::test_x")

    assert missing(gone) == list(gone)


def test_a_row_with_an_unknown_word_is_refused() -> None:
    with pytest.raises(TypeError):
        Promise.read({"title": "x", "tests": [], "prommise": "x"})
