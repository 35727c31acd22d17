"""Whatever the trail has a name for is written by somebody: each tag is triggered here."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import select
from starlette.testclient import TestClient

from bot.desk.app import build
from bot.desk.links import link_to
from bot.documents.quarantine import Reader
from bot.postgres.embedded import Server
from bot.slack.acquaint import acquaint
from bot.slack.clicks import Click
from bot.slack.decisions import decided, edited
from bot.words import phrasebook
from domain.audit.model import Note
from domain.audit.tags import Tag
from domain.kernel.errors import Refused
from domain.kernel.say import Language
from domain.office.document.reading import Kind, Reading
from domain.office.document.service import keep, record_reading
from domain.office.document.store import Store
from domain.proposal.model import State, Verdict
from domain.proposal.reminder import remind
from domain.proposal.service import expire
from tests.integration.keeping.kept import at, with_a_company
from tests.support.company import Company, a_company
from tests.support.postgres import Database, fresh_database

ADDRESS = "http://localhost:8021"
#: What these do is done from outside the running company.
KEEPING = frozenset({Tag.BACKUP_MADE, Tag.BACKUP_RESTORED})


class People(WebClient):
    """A Slack in which Carla has an account."""

    def users_list(self, **_: Any) -> Any:
        return {"members": [{"id": "UCARLA", "real_name": "Carla"}]}


@pytest.fixture
def company(database: Database) -> Iterator[Company]:
    with a_company(database) as whole:
        yield whole


def _requests(company: Company) -> None:
    """Let requests come to every end there is."""
    late = company.propose(amount="1.00")
    company.decide(company.propose(amount="2.00"), Verdict.CANCEL, company.carla)
    large = company.propose(amount="1100.00")
    company.decide(large, Verdict.CONFIRM, company.carla)
    with company.desk.work() as work:
        assert remind(work, large)
    with company.desk.work() as work:
        assert not remind(work, large)
    company.decide(large, Verdict.REJECT, company.marcos)
    approved = [company.approved(amount="1100.00") for _ in range(2)]
    ends = [company.gate.execute(each) for each in approved]
    assert ends == [State.EXECUTED, State.STALE]
    acquaint(company.desk, People())
    first = company.propose(amount="90.00")
    click = Click("proposal.edit", first, company.digest(first), "UCARLA", "")
    edited(company.desk, company.gate, click, {"amount": "80.00"})
    stranger = Click("proposal.approve", first, company.digest(first), "USTRANGER", "")
    with pytest.raises(Refused):
        decided(company.desk, stranger)
    company.clock.move(timedelta(days=7))
    with company.desk.work() as work:
        assert expire(work, late)


def _papers(company: Company, store: Store) -> None:
    """Keep a paper, read it, and look at it and at a bill on the desk."""
    with company.desk.work() as work:
        paper = keep(work, store, b"%PDF-1.7", "a.pdf", company.carla, media_type="image/jpeg")
        record_reading(work, paper, Reading(Kind.OTHER, ()))
        links = [
            link_to(work, ADDRESS, table, number, company.carla, Language.PT)
            for table, number in (("payable", 1), ("document", int(paper.id)))
        ]
    with Reader(company.clock) as reader:
        desk = build(company.desk, phrasebook(), ADDRESS, store, reader)
        with TestClient(desk, base_url=ADDRESS) as web:
            for link in links:
                assert web.post(link).status_code == 200
            assert web.get(f"/documents/{paper.id}/original").status_code == 200


def test_every_tag_of_the_running_company_is_written(company: Company, tmp_path: Path) -> None:
    _requests(company)
    _papers(company, Store(tmp_path.as_uri(), bytes(32), os.urandom))

    with company.desk.read() as read:
        written = {json.loads(body)["tag"] for body in read.session.scalars(select(Note.body))}
    assert set(Tag) - written == KEEPING


@pytest.mark.parametrize("tag", list(Tag))
def test_every_tag_is_said_to_people(tag: Tag) -> None:
    assert f"noted.{tag}" in phrasebook().keys


def test_making_and_restoring_a_backup_is_written(
    database: Database, server: Server, postgres_home: Path, tmp_path: Path
) -> None:
    here = with_a_company(tmp_path / "here", database)
    here.back_up(tmp_path / "company.tar")
    last = "select body::json ->> 'tag' from note order by seq desc limit 1"
    assert here.rows(last) == [(Tag.BACKUP_MADE,)]

    with fresh_database(server, postgres_home) as other:
        elsewhere = at(tmp_path / "elsewhere", other)
        elsewhere.bring_back(tmp_path / "company.tar")
        assert elsewhere.rows(last) == [(Tag.BACKUP_RESTORED,)]
