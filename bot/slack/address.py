"""Which Slack we speak to: the one whose tokens are set, or the local workspace beside us."""

from dataclasses import dataclass

from bot.settings import Settings
from bot.slack.post import SLACK

#: The local workspace listens on loopback only and lets anyone act as anyone: these guard nothing.
LOCAL_BOT_TOKEN = "xoxb-local-retaguarda"  # noqa: S105 - see above
LOCAL_APP_TOKEN = "xapp-local-retaguarda"  # noqa: S105 - see above
LOCAL_SIGNING_SECRET = "local-retaguarda"  # noqa: S105 - see above


@dataclass(frozen=True, slots=True)
class SlackAddress:
    """How to reach Slack. Without an app token only the Web API can be used."""

    bot_token: str
    app_token: str | None
    api_url: str


def slack_of(settings: Settings) -> SlackAddress:
    """Return the Slack that `settings` name."""
    if settings.slack_bot_token is None:
        api_url = f"http://{settings.host}:{settings.port}/api/"
        return SlackAddress(LOCAL_BOT_TOKEN, LOCAL_APP_TOKEN, api_url)
    app_token = settings.slack_app_token
    return SlackAddress(
        settings.slack_bot_token.get_secret_value(),
        app_token.get_secret_value() if app_token else None,
        settings.slack_api_url or SLACK,
    )
