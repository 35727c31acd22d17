"""Which language a Slack account reads; asked once for each account."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.kernel.say import Language


class Languages:
    """The language of every account that was met."""

    def __init__(self) -> None:
        self._known: dict[str, Language] = {}

    def reader(
        self, client: AsyncWebClient, slack_user_id: str
    ) -> Callable[[], Awaitable[Language]]:
        """Return the question for an account's language, to be asked when it is needed."""
        return partial(self.of, client, slack_user_id)

    async def of(self, client: AsyncWebClient, slack_user_id: str) -> Language:
        """Return the language of an account; Portuguese when Slack does not tell."""
        if slack_user_id not in self._known:
            try:
                answer = await client.users_info(user=slack_user_id, include_locale=True)
            except (SlackApiError, ClientError, TimeoutError):
                return Language.PT
            user: dict[str, Any] = answer["user"]
            self._known[slack_user_id] = Language.of(user.get("locale"))
        return self._known[slack_user_id]
