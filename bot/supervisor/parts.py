"""The processes that `python -m bot run` starts. A new one is a new row."""

from bot.supervisor.part import Part

PARTS: tuple[Part, ...] = (
    Part("workspace", ("workspace",), lambda settings: settings.is_local),
    Part("slack", ("slack",)),
    Part("desk", ("desk",)),
    Part("turns", ("worker", "turns")),
    # Clicks have their own process: ten busy turns must not make one wait.
    Part("decisions", ("worker", "decisions")),
    Part("documents", ("worker", "documents", "outside", "reports")),
)
