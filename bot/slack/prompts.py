"""What a person may ask first: chosen by their roles, said in their language."""

from bot.slack.people import person_of
from domain.db.work import Desk
from domain.kernel.say import Language, Phrasebook, say
from domain.person.model import Role

#: Slack shows four.
PROMPTS_MAX = 4

_OF_ROLE = {
    Role.MANAGER: ("pending", "cash"),
    Role.FINANCE: ("overdue", "cash", "payment", "invoice"),
    Role.EMPLOYEE: ("balance", "vacation", "expense"),
}


def prompts_of(
    desk: Desk, slack_user_id: str, book: Phrasebook, language: Language
) -> list[dict[str, str]]:
    """Return at most four prompts, each with title and message. Raises Refused for a stranger."""
    with desk.read() as read:
        held = {each.role for each in person_of(read, slack_user_id).roles}
    fitting = [name for role, names in _OF_ROLE.items() if role in held for name in names]
    # What everybody may ask fills what the roles leave free.
    names = list(dict.fromkeys([*fitting, *_OF_ROLE[Role.EMPLOYEE]]))[:PROMPTS_MAX]
    words = [book.render(say(f"prompt.{name}"), language) for name in names]
    return [{"title": each, "message": each} for each in words]
