"""Messages that wait for their time, over restarts too."""

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.workspace.tables import App, Channel, Scheduled
from bot.workspace.work import Work
from bot.workspace.world.messages import Draft, post, root_of

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace


def post_later(work: Work, scheduled: Scheduled) -> None:
    """Post the message at its time, if it is still wanted then."""
    workspace, scheduled_id = work.workspace, scheduled.id
    wait = max(scheduled.post_at - work.now(), timedelta(0))
    work.after(lambda: workspace.later(wait, lambda: _post(workspace, scheduled_id)))


def resume_scheduled(workspace: "Workspace") -> None:
    """Take up what a former run had scheduled."""
    with workspace.work() as work:
        for scheduled in work.session.scalars(select(Scheduled).order_by(Scheduled.post_at)):
            post_later(work, scheduled)


def _post(workspace: "Workspace", scheduled_id: str) -> None:
    with workspace.work() as work:
        scheduled = work.session.get(Scheduled, scheduled_id)
        if scheduled is None:
            return
        work.session.delete(scheduled)
        content = dict(scheduled.arguments)
        app = work.session.get_one(App, scheduled.app_id)
        channel = work.session.get_one(Channel, scheduled.channel_id)
        thread_ts = content.pop("thread_ts", None)
        root = root_of(work, channel.id, thread_ts) if thread_ts else None
        post(work, channel, app.bot_user_id, Draft(**content), app=app, root=root)
