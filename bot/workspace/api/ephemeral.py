"""chat.postEphemeral: a message for one person, gone when the page is loaded again."""

from bot.workspace.api.call import Call
from bot.workspace.api.chat import WRITE, destination, thread_root
from bot.workspace.api.content import draft_from
from bot.workspace.api.errors import SlackError
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import Person
from bot.workspace.wire import Json
from bot.workspace.world.channels import is_member
from bot.workspace.world.messages import post


@method("chat.postEphemeral", scopes=WRITE, tier=Tier.FOUR)
def post_ephemeral(call: Call) -> Json:
    channel = destination(call)
    user = call.needed("user", "user_not_in_channel")
    if call.work.session.get(Person, user) is None:
        raise SlackError("user_not_found")
    if not is_member(call.work, channel.id, user):
        raise SlackError("user_not_in_channel")
    draft = draft_from(call)
    message = post(
        call.work, channel, call.bot, draft.private_to(user), app=call.app,
        root=thread_root(call, channel),
    )  # fmt: skip
    return {"message_ts": message.ts}
