"""The page of the local workspace names a test for every method, event and fault it promises."""

import pytest

from bot.workspace.api.registry import METHODS
from bot.workspace.faults import Kind
from tests.support.conformance import PAGE, tables, with_tables

PROMISED = """
api.test auth.test auth.revoke apps.connections.open users.info users.list users.lookupByEmail users.profile.get
conversations.list conversations.info conversations.open conversations.create conversations.join
conversations.invite conversations.members conversations.history conversations.replies conversations.mark
chat.postMessage chat.update chat.delete chat.postEphemeral chat.scheduleMessage chat.getPermalink chat.unfurl
chat.startStream chat.appendStream chat.stopStream reactions.add reactions.remove reactions.get pins.add
files.getUploadURLExternal files.completeUploadExternal files.info files.list files.delete
views.open views.push views.update views.publish assistant.threads.setStatus
assistant.threads.setSuggestedPrompts assistant.threads.setTitle agents.sessions.setStatus agents.sessions.rename
blocks.validate team.info bots.info
""".split()


def test_the_tables_are_up_to_date_and_name_a_test_in_every_row() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == with_tables(page), "run make docs"
    assert [row for row in tables().splitlines() if row.endswith("|  |")] == []


@pytest.mark.parametrize("name", PROMISED)
def test_a_promised_method_is_spoken(name: str) -> None:
    assert name in METHODS


def test_every_fault_is_told_in_words() -> None:
    words = PAGE.read_text(encoding="utf-8").partition("## In tests")[0]

    assert [kind.value for kind in Kind if f"`{kind.value}`" not in words] == []
