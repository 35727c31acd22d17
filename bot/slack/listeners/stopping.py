"""Stop: what runs in the thread is asked to end before its next step."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.edge import Edge
from domain.conversation.service import ask_stop
from domain.db.work import Desk


def listen(app: AsyncApp, edge: Edge) -> None:
    """Take Stop in before Slack hears that it arrived, as every event is."""

    @app.middleware
    async def stopped_first(body: dict[str, Any], next_: Any) -> None:
        event = body.get("event") or {}
        if event.get("type") == "agent_session_stopped":
            await edge.clicks.run(stop, edge.desk, event)
        await next_()

    async def nothing_more() -> None:
        """The turn reads that it was asked to stop."""

    app.event("agent_session_stopped")(nothing_more)


def stop(desk: Desk, event: dict[str, Any]) -> int:
    """Ask the turns of the event's thread to stop; return how many there are."""
    with desk.work() as work:
        return ask_stop(work, str(event["channel"]), str(event["thread_ts"]))
