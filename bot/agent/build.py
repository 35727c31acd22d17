"""Builds the agent of a company, once in a process: making a model may load a provider's package."""

from functools import lru_cache

from bot.agent.model import chat_model
from bot.agent.prompt import prompt
from bot.agent.turn import Agent
from bot.build import House


@lru_cache(maxsize=1)
def agent_of(crew: House) -> Agent:
    """Return the company's agent. Raises Invalid, saying what to do, where its model cannot be made."""
    name = crew.settings.model
    return Agent(crew.desk, crew.gate, crew.toolbox, crew.book, chat_model(name), name, prompt())
