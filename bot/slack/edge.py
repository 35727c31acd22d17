"""What every listener needs of the company: where work is done, what may be asked, and its words."""

from dataclasses import dataclass, field

from bot.slack.clicks import Clicks
from bot.slack.languages import Languages
from domain.db.work import Desk
from domain.kernel.say import Phrasebook
from tools.gate import Gate
from tools.registry import Toolbox


@dataclass(frozen=True, slots=True)
class Edge:
    """One company, as its listeners see it."""

    desk: Desk
    gate: Gate
    toolbox: Toolbox
    book: Phrasebook
    clicks: Clicks = field(default_factory=Clicks)
    languages: Languages = field(default_factory=Languages)
