"""Finds people's accounts in Slack: by their ids, or by their e-mails."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.settings import Settings
from bot.slack.address import slack_of
from bot.slack.post import poster
from domain.kernel.errors import Outage
from domain.kernel.say import Say, say


class Accounts:
    """The accounts of the Slack whose tokens are set."""

    def __init__(self, settings: Settings) -> None:
        slack = slack_of(settings)
        self._client: WebClient = poster(slack.bot_token, slack.api_url)

    def found(self, account: str, faults: list[Say]) -> str:
        """Return the user id of an e-mail, and an id as it is; what is not there is a fault.

        Raises Outage where Slack does not answer.
        """
        if not account:
            return ""
        try:
            if "@" in account:
                return str(self._client.users_lookupByEmail(email=account)["user"]["id"])
            self._client.users_info(user=account)
        except SlackApiError as failed:
            why = str(failed.response["error"])
            faults.append(say("start.account_unknown", account=account, why=why))
        except OSError as failed:
            raise Outage("start.no_slack", why=type(failed).__name__) from failed
        return account
