"""Each of our lints catches what it is for, and lets good code pass."""

import pytest

from tests.support.lints import phrases, source

_GOOD = '"""A module."""\n\n\ndef one() -> int:\n    """Return one."""\n    return 1\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\n", "opens with no sentence"),
        (f"{_GOOD}{'# long' * 30}\n", "characters"),
        (_GOOD + "\n" * 300, "lines; move"),
        (_GOOD.replace("    return 1\n", "    x = 1\n" * 60 + "    return 1\n"), "one has"),
        (_GOOD + "session.commit()\n", "does not belong"),
        (_GOOD + "session.rollback()\n", "does not belong"),
        (_GOOD + "at = datetime.now(UTC)\n", "does not belong"),
        (_GOOD + 'home = os.environ["HOME"]\n', "does not belong"),
        (_GOOD + 'rate = float("1")\n', "does not belong"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, told: str) -> None:
    (fault, *_) = source.faults("bot/somewhere.py", text)

    assert fault.startswith("bot/somewhere.py")
    assert told in fault


def test_good_code_and_the_one_named_place_pass() -> None:
    assert list(source.faults("bot/somewhere.py", _GOOD)) == []
    clock = _GOOD + "at = datetime.now(UTC)\n"
    assert list(source.faults("domain/kernel/clock.py", clock)) == []


def test_registries_are_not_named() -> None:
    host = "https://files." + "pythonhosted.org/x"

    assert list(source.host_names("requirements.lock", f"a==1 # {host}\n")) != []
    assert list(source.host_names("README.md", "https://slack.com/api\n")) == []


def test_phrases_are_written_and_said() -> None:
    code = {"a.py": 'raise Refused("bill.paid")\nsay(f"state.{name}")\nX = "bill.late"\n'}

    assert list(phrases.unwritten(code, {"bill.late"})) == [
        "a.py: says bill.paid, which no says.toml holds"
    ]
    assert list(phrases.unsaid(code, {"bill.paid", "bill.late", "state.open", "bill.lost"})) == [
        "bill.lost is written and never said"
    ]
