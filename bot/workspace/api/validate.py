"""blocks.validate: would Slack take these blocks, this message, this view?"""

from bot.workspace.api.call import Call
from bot.workspace.api.content import refuse
from bot.workspace.api.errors import invalid_arguments
from bot.workspace.api.registry import Tier, method
from bot.workspace.blocks.catalogue import Surface
from bot.workspace.blocks.check import check_blocks, check_view
from bot.workspace.wire import Json


@method("blocks.validate", tier=Tier.FOUR, key="none")
def validate(call: Call) -> Json:
    """Check exactly one of `blocks`, `message` and `view`; needs no token."""
    given = [name for name in ("blocks", "message", "view") if call.has(name)]
    if len(given) != 1:
        raise invalid_arguments("must provide exactly one of: blocks, message, view")
    shape = call.shape(given[0], "invalid_blocks_format")
    if given[0] == "view":
        refuse(check_view(shape), "invalid_blocks")
    elif given[0] == "message":
        blocks = shape.get("blocks") if isinstance(shape, dict) else None
        refuse(check_blocks(blocks, Surface.MESSAGE, "/message/blocks"), "invalid_blocks")
    else:
        refuse(check_blocks(shape, Surface.MESSAGE), "invalid_blocks")
    return {}
