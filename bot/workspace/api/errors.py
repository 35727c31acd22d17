"""An API call that failed, in Slack's words: a code, and what goes with it."""

from bot.workspace.wire import Json


class SlackError(Exception):
    """The call is refused with Slack's error `code`; `extra` joins the answer."""

    def __init__(self, code: str, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra

    def written(self) -> Json:
        return {"ok": False, "error": self.code, **self.extra}


def invalid_arguments(message: str, pointer: str = "") -> SlackError:
    """Return the error for an argument that is missing or of the wrong kind."""
    where = f" [json-pointer:{pointer}]" if pointer else ""
    return SlackError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {message}{where}"]}
    )
