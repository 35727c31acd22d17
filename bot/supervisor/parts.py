"""The processes that `python -m bot run` starts. A new one is a new row."""

from bot.supervisor.part import Part

#: About a tenth of what the others get, where there is not enough for all; all of it where there is.
GIVES_WAY = 10

PARTS: tuple[Part, ...] = (
    Part("workspace", ("workspace",), lambda settings: settings.is_local),
    Part("slack", ("slack",)),
    Part("desk", ("desk",)),
    # Clicks have their own process, and those that compute give way to it: ten busy turns, or a paper
    # that is read, must not make one wait.
    Part("turns", ("worker", "turns"), niceness=GIVES_WAY),
    Part("decisions", ("worker", "decisions")),
    Part("documents", ("worker", "documents", "outside", "reports"), niceness=GIVES_WAY),
)
