"""api.test, auth.* and apps.connections.open: is anybody there, and who am I."""

from sqlalchemy import update

from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import Person, Token
from bot.workspace.wire import Json
from bot.workspace.world.people import team_of


@method("api.test", tier=Tier.FREE, key="none")
def test(call: Call) -> Json:
    """Answer with what was sent; fail when asked to."""
    if call.has("error"):
        raise SlackError(call.text("error"), args=call.arguments)
    return {"args": call.arguments}


@method("auth.test", tier=Tier.FREE, key="any")
def who_am_i(call: Call) -> Json:
    team = team_of(call.work)
    bot = call.work.session.get_one(Person, call.bot)
    return {
        "url": f"{call.work.workspace.address}/",
        "team": team.name,
        "user": bot.name,
        "team_id": team.id,
        "user_id": bot.id,
        "bot_id": call.app.bot_id,
        "app_id": call.app.id,
        "app_name": call.app.name,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
def revoke(call: Call) -> Json:
    """Make the app's bot token useless; `test` only asks whether it could."""
    if not call.flag("test"):
        gone = update(Token).where(Token.app_id == call.app.id, Token.kind == "bot")
        call.work.session.execute(gone.values(revoked=True))
    return {"revoked": not call.flag("test")}


@method("apps.connections.open", tier=Tier.FREE, key="app")
def open_connection(call: Call) -> Json:
    """Return the address of a WebSocket for Socket Mode."""
    return {"url": call.work.workspace.sockets.ticket(call.app.id)}
