"""Finds every tool: each module in an area's folder is one.

A module that is half a tool is refused at start, by name, rather than found missing by a user.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

import tools
from tools.spec import Action, Question, as_given, nothing_around


class UnfinishedToolError(Exception):
    """A module looks like a tool but lacks a part."""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Every tool by name."""

    actions: Mapping[str, Action]
    questions: Mapping[str, Question]


def read(module: ModuleType) -> Action | Question:
    """Return the tool that `module` defines. Raises UnfinishedToolError naming what is missing."""
    name = module.__name__.rpartition(".")[2]
    parts = {part for part in ("allow", "run", "stakes", "answer") if hasattr(module, part)}
    words = inspect.cleandoc(module.__doc__ or "")
    if not hasattr(module, "Arguments"):
        raise UnfinishedToolError(f"{name} has no Arguments")
    undescribed = [
        field for field, spec in module.Arguments.model_fields.items() if not spec.description
    ]
    if undescribed or "Asks:" not in words:
        raise UnfinishedToolError(f"{name}: describe {undescribed or 'Asks'}")
    if parts == {"allow", "run", "stakes"}:
        dated = getattr(module, "dated", as_given)
        around = getattr(module, "around", nothing_around)
        parts_of_it = (module.Arguments, module.allow, module.stakes, module.run)
        return Action(name, words, *parts_of_it, dated, around)
    if parts == {"allow", "answer"}:
        return Question(name, words, module.Arguments, module.allow, module.answer)
    raise UnfinishedToolError(f"{name} has {sorted(parts)}")


def load() -> Toolbox:
    """Import every area's tools."""
    actions: dict[str, Action] = {}
    questions: dict[str, Question] = {}
    for found in pkgutil.walk_packages(tools.__path__, "tools."):
        if found.ispkg or found.name.count(".") < 2:
            continue
        module = importlib.import_module(found.name)
        tool = read(module)
        if isinstance(tool, Action):
            actions[tool.name] = tool
        else:
            questions[tool.name] = tool
    return Toolbox(actions, questions)
