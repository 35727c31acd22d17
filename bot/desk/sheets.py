"""The desk's pages as HTML: templates filled with words of one language, every value escaped."""

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.desk.tongue import language_of
from domain.kernel.say import Language, Phrasebook, say

HERE = Path(__file__).parent


class Sheets:
    """Every page that the desk can show."""

    def __init__(self, book: Phrasebook) -> None:
        self._book = book
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def shown(
        self, template: str, language: Language, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Return a page."""

        def t(key: str, **more: Any) -> str:
            return self._book.render(say(key, **more), language)

        words = {"t": t, "language": str(language), "who": None, **values}
        return HTMLResponse(self._templates.get_template(template).render(words), status)

    def told(
        self, what: str, language: Language, status: int, who: str | None = None
    ) -> HTMLResponse:
        """Return a page of one heading and one sentence: what is the matter, and what to do."""
        heading = self._book.render(say(f"desk.heading.{what}"), language)
        sentence = self._book.render(say(f"desk.told.{what}"), language)
        return self.shown(
            "sentence.html", language, status=status, heading=heading, sentence=sentence, who=who
        )

    def turned_away(self, accepted: str) -> HTMLResponse:
        """Return what is said to a request under another name, or from a foreign form."""
        return self.told("turned_away", language_of(accepted), 403)
