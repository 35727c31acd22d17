"""Which language an account reads, as a worker asks: once for each account in one job."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from domain.kernel.say import Language


class Tongues:
    """Tells the language of an account; Portuguese where Slack does not tell."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._known: dict[str, Language] = {}

    def __call__(self, slack_user_id: str) -> Language:
        """Return the language that a Slack account reads."""
        if slack_user_id not in self._known:
            try:
                answer = self._client.users_info(user=slack_user_id, include_locale=True)
            except (SlackApiError, OSError):
                return Language.PT
            self._known[slack_user_id] = Language.of(answer["user"].get("locale"))
        return self._known[slack_user_id]
