"""Builds the agent of a company, once in a process: making a model may load a provider's package."""

from functools import lru_cache

from bot.agent.model import chat_model
from bot.agent.prompt import prompt
from bot.agent.turn import Agent
from bot.build import House


@lru_cache(maxsize=1)
def agent_of(crew: House) -> Agent:
    """Return the company's agent. Raises Invalid, saying what to do, where its model cannot be made."""
    settings = crew.settings
    key = settings.model_api_key.get_secret_value() if settings.model_api_key else ""
    model = chat_model(settings.model, key, settings.model_url)
    return Agent(crew.desk, crew.gate, crew.toolbox, crew.book, model, settings.model, prompt())
