"""Who is needed, against a table written apart from the rules."""

import itertools

import pytest

from domain.authority.rules import Allowance, Stakes, require, why_not
from domain.kernel.ids import PersonId
from domain.kernel.money import Money

MAKER, BOSS, GUEST = PersonId(1), PersonId(2), PersonId(3)
LIMIT = 100_000

#: (amount against the limit, does the maker gain) -> may the maker confirm alone
ALONE = {
    (-1, False): True,
    (0, False): True,
    (1, False): False,
    (-1, True): False,
    (0, True): False,
    (1, True): False,
}

#: (is the maker, gains, amount against the limit) -> the reason a person may not approve
REASONS = {
    (True, False, -1): "authority.own_proposal",
    (True, True, -1): "authority.own_proposal",
    (True, False, 1): "authority.own_proposal",
    (True, True, 1): "authority.own_proposal",
    (False, True, -1): "authority.approver_benefits",
    (False, True, 1): "authority.approver_benefits",
    (False, False, -1): None,
    (False, False, 0): None,
    (False, False, 1): "authority.beyond_approval",
}


@pytest.mark.parametrize(("case", "alone"), ALONE.items())
def test_whether_the_makers_word_is_enough(case: tuple[int, bool], alone: bool) -> None:
    over, gains = case
    stakes = Stakes(Money(LIMIT + over), frozenset({MAKER} if gains else ()))

    needed = require(stakes, MAKER, Allowance(confirm=Money(LIMIT)))

    assert needed.alone is alone
    assert needed.reason.key.startswith("authority.")


@pytest.mark.parametrize(("case", "reason"), REASONS.items())
def test_why_somebody_may_not_approve(case: tuple[bool, bool, int], reason: str | None) -> None:
    is_maker, gains, over = case
    person = MAKER if is_maker else BOSS
    stakes = Stakes(Money(LIMIT + over), frozenset({person} if gains else ()))

    refusal = why_not(person, maker=MAKER, stakes=stakes, allowance=Allowance(approve=Money(LIMIT)))

    assert (refusal.key if refusal else None) == reason


def test_what_the_policy_does_not_mention_takes_the_strict_branch() -> None:
    nothing = Allowance.best([])

    for amount, gains in itertools.product((1, LIMIT), (True, False)):
        stakes = Stakes(Money(amount), frozenset({MAKER} if gains else ()))
        assert not require(stakes, MAKER, nothing).alone
        assert why_not(GUEST, maker=MAKER, stakes=stakes, allowance=nothing) is not None


def test_several_roles_give_the_highest_of_each_limit() -> None:
    best = Allowance.best([(Money(1), Money(9)), (Money(5), Money(2))])

    assert best == Allowance(Money(5), Money(9))
