"""Every command that the Makefile, the CI and the commit hooks name is there, and the fast one is green."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_NAMED_IN = ("Makefile", ".pre-commit-config.yaml", ".ci/run")
_BESIDE_PYTHON = Path(sys.executable).parent


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _found(pattern: str, *names: str) -> list[str]:
    found = {each for name in names for each in re.findall(pattern, _text(name), re.MULTILINE)}
    assert found, f"nothing looks like {pattern}"
    return sorted(found)


@pytest.mark.parametrize(
    "module", _found(r"(?:python|\$\(PYTHON\)) -m ((?:bot|tests)[\w.]*)", *_NAMED_IN[:2])
)
def test_every_module_that_is_run_is_there(module: str) -> None:
    found = importlib.util.find_spec(module)

    assert found is not None
    package = found.submodule_search_locations
    assert package is None or importlib.util.find_spec(f"{module}.__main__") is not None


@pytest.mark.parametrize("program", _found(r"(?:\.venv|\$\(VENV\))/bin/([\w-]+)", *_NAMED_IN[:2]))
def test_every_program_that_is_run_comes_with_the_lock(program: str) -> None:
    assert (_BESIDE_PYTHON / program).exists()


@pytest.mark.parametrize("target", _found(r"^make ([\w-]+)", ".ci/run"))
def test_every_target_that_the_ci_makes_is_there(target: str) -> None:
    assert target in _found(r"^([\w-]+):", "Makefile")


def test_make_help_shows_what_the_makefile_offers() -> None:
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    for target in _found(r"^([\w-]+):.*## ", "Makefile"):
        assert f"make {target} " in shown


def test_what_a_commit_waits_for_is_green() -> None:
    (entry,) = _found(r"python (-m tests\.support\.checks --fast)$", ".pre-commit-config.yaml")

    done = subprocess.run(
        [sys.executable, *entry.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    assert "3 passed, 0 failed" in done.stdout
    assert "mypy" not in done.stdout
