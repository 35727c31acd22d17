"""Files: shared by people and apps, downloaded with a token only, late on a bad day."""

from pathlib import Path
from urllib.request import Request, urlopen

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.driver import Human, Refusal
from bot.workspace.faults import Kind
from tests.integration.workspace.test_shapes import PNG
from tests.support.ear import Ear, refused
from tests.support.postgres import Database
from tests.support.workspace import Running, running


def fetched(url: str, token: str = "") -> tuple[str, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    asked = Request(url, headers=headers)  # noqa: S310 - an address of the workspace on loopback
    with urlopen(asked) as response:  # noqa: S310 - as above
        return response.headers["Content-Type"], response.read()


def test_an_app_shares_a_file_in_three_steps(ana: Human, web: WebClient) -> None:
    dm = ana.dm("Retaguarda")
    done = web.files_upload_v2(
        channel=dm, filename="saldo.csv", content="a;b", title="Saldo", initial_comment="segue",
        alt_txt="o saldo",
    )  # fmt: skip

    [shown] = ana.wait_for_post(dm, "segue").body["files"]

    assert (shown["name"], shown["title"], shown["size"]) == ("saldo.csv", "Saldo", 3)
    assert (shown["filetype"], shown["pretty_type"], shown["alt_txt"]) == ("csv", "CSV", "o saldo")
    assert dm in done["file"]["shares"]["private"]
    assert web.files_info(file=shown["id"])["file"]["ims"] == [dm]


def test_several_files_stand_in_one_message_of_a_thread(ana: Human, web: WebClient) -> None:
    asked = ana.say(ana.dm("Retaguarda"), "me manda os dois")
    files = [{"filename": f"{name}.txt", "content": name, "title": name} for name in "ab"]
    web.files_upload_v2(
        channel=asked.channel, thread_ts=asked.ts, file_uploads=files, initial_comment="pronto"
    )

    answer = ana.wait_for_reply(asked, "pronto")

    assert [each["title"] for each in answer.body["files"]] == ["a", "b"]


def test_a_download_needs_the_token(ana: Human, slack: Running) -> None:
    post = ana.upload(ana.dm("Retaguarda"), [("recibo.png", PNG)])
    url = post.body["files"][0]["url_private_download"]

    assert fetched(url, slack.bot_token) == ("image/png", PNG)
    for token in ("", "xoxb-wrong", slack.app_token):
        kind, page = fetched(url, token)
        assert kind.startswith("text/html")
        assert b"Sign in" in page


def test_a_file_between_two_people_stays_between_them(ana: Human, slack: Running) -> None:
    post = ana.upload(ana.dm("marcos"), [("nota.txt", b"segredo")])
    shown = post.body["files"][0]
    web = WebClient(slack.bot_token, base_url=slack.api)

    assert fetched(shown["url_private"], slack.bot_token)[0].startswith("text/html")
    assert refused(web.files_info, file=shown["id"]) == "file_not_found"
    carla = slack.human("carla")
    with pytest.raises(httpx.HTTPStatusError):
        carla._http.get(f"/local/files/{shown['id']}", params={"as": carla.id}).raise_for_status()
    marcos = slack.human("marcos")
    answer = marcos._http.get(f"/local/files/{shown['id']}", params={"as": marcos.id})
    assert answer.content == b"segredo"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nota.txt"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_without_the_scope_an_app_gets_the_sign_in_page(database: Database) -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    with running(database.workspace, manifest=manifest) as slack:
        ana = slack.human("ana")
        post = ana.upload("geral", [("nota.txt", b"x")])
        kind, _ = fetched(post.body["files"][0]["url_private"], slack.bot_token)
        assert kind.startswith("text/html")


def test_pictures_have_a_size_and_a_small_copy(ana: Human, slack: Running) -> None:
    post = ana.upload(ana.dm("Retaguarda"), [("recibo.png", PNG)])
    shown = post.body["files"][0]

    assert (shown["original_w"], shown["original_h"]) == (1, 1)
    kind, small = fetched(shown["thumb_360"], slack.bot_token)
    assert kind == "image/png"
    assert small.startswith(b"\x89PNG")
    answer = ana._http.get(f"/local/files/{shown['id']}/thumb", params={"as": ana.id})
    assert answer.content.startswith(b"\x89PNG")


def test_what_is_no_picture_has_no_small_copy(ana: Human) -> None:
    post = ana.upload(ana.dm("Retaguarda"), [("falsa.png", b"not a picture")])
    shown = post.body["files"][0]

    assert "thumb_360" not in shown
    answer = ana._http.get(f"/local/files/{shown['id']}/thumb", params={"as": ana.id})
    assert answer.status_code == 404


def test_a_late_share_answers_ok_and_comes_afterwards(
    slack: Running, ana: Human, web: WebClient
) -> None:
    slack.arm(Kind.LATE_SHARE, seconds=1)
    dm = ana.dm("Retaguarda")

    done = web.files_upload_v2(channel=dm, filename="a.txt", content="a", initial_comment="já vai")

    assert done["ok"]
    assert done["file"]["shares"] == {}
    assert ana.wait_for_post(dm, "já vai").body["files"][0]["name"] == "a.txt"


def test_files_are_listed_and_deleted_by_who_owns_them(ana: Human, web: WebClient) -> None:
    post = ana.upload(ana.dm("Retaguarda"), [("dela.txt", b"x")])
    own = web.files_upload_v2(channel=post.channel, filename="meu.txt", content="x")["file"]

    listed = web.files_list(channel=post.channel, count=1)
    assert [each["name"] for each in listed["files"]] == ["meu.txt"]
    assert listed["paging"] == {"count": 1, "total": 2, "page": 1, "pages": 2}
    assert [f["name"] for f in web.files_list(user=ana.id)["files"]] == ["dela.txt"]
    theirs = post.body["files"][0]
    assert web.files_list(types="images")["files"] == []
    assert web.files_list(ts_to=str(theirs["created"] - 1))["files"] == []
    since = web.files_list(types="all", ts_from=str(theirs["created"]))["files"]
    assert [each["name"] for each in since] == ["meu.txt", "dela.txt"]
    assert refused(web.files_delete, file=theirs["id"]) == "cant_delete_file"
    web.files_delete(file=own["id"])
    assert refused(web.files_info, file=own["id"]) == "file_not_found"
    shared = own["shares"]["private"][post.channel][0]["ts"]
    [tombstone] = next(p for p in ana.history(post.channel) if p.ts == shared).body["files"]
    assert tombstone["mode"] == "tombstone"


def test_what_slack_refuses_of_uploads(ana: Human, web: WebClient) -> None:
    url, complete = web.files_getUploadURLExternal, web.files_completeUploadExternal
    assert refused(url, filename="a.txt", length=0) == "invalid_arguments"
    assert refused(web.api_call, api_method="files.getUploadURLExternal") == "invalid_arguments"
    assert refused(url, filename="a", length=1, alt_txt="x" * 1001) == "alt_txt_too_large"
    awaited = url(filename="a.txt", length=1)
    assert refused(complete, files=[{"id": awaited["file_id"]}]) == "file_not_found"
    assert refused(complete, files=[]) == "invalid_arguments"
    httpx.post(awaited["upload_url"], files={"file": ("a.txt", b"a", "text/plain")})
    again = httpx.post(awaited["upload_url"], content=b"b")
    assert again.status_code == 404
    private = ana._post("channel", name="diretoria", is_private=True)["channel"]
    public = ana._post("channel", name="obras")["channel"]
    named = [{"id": awaited["file_id"]}]
    assert refused(complete, files=named, channel_id=private) == "channel_not_found"
    assert refused(complete, files=named, channel_id=public) == "not_in_channel"
    [kept] = complete(files=named)["files"]
    assert kept["shares"] == {}


def test_a_file_given_in_a_form_is_open_to_the_app(ana: Human, ear: Ear, slack: Running) -> None:
    words = {"type": "plain_text", "text": "Recibo"}
    element = {"type": "file_input", "action_id": "f", "max_files": 2}
    block = {"type": "input", "block_id": "b", "label": words, "element": element}
    view = {"type": "modal", "title": words, "submit": words, "blocks": [block]}
    ana.shortcut("new_expense")
    ear.web.views_open(trigger_id=ear.next("shortcut")["trigger_id"], view=view)
    window = ana.modal()

    ana.fill_in(window, Recibo=ana.attach([("recibo.png", PNG)]))
    assert ana.submit(window)["outcome"] == "closed"

    values = ear.next("view_submission")["view"]["state"]["values"]
    [given] = values["b"]["f"]["files"]
    assert fetched(given["url_private_download"], slack.bot_token) == ("image/png", PNG)
    assert ear.web.files_info(file=given["id"])["ok"]


def test_samples_are_at_hand(database: Database, tmp_path: Path) -> None:
    (tmp_path / "recibo-padaria.png").write_bytes(PNG)
    (tmp_path / ".oculto").write_bytes(b"x")
    with running(database.workspace, samples=tmp_path) as slack:
        ana = slack.human("ana")
        [sample] = ana._get("samples")["samples"]
        assert (sample["title"], sample["mimetype"]) == ("Recibo padaria", "image/png")
        assert ana._http.get("/local/samples/recibo-padaria.png").content == PNG
        assert ana._http.get("/local/samples/outro.png").status_code == 404
        fields = {"as": ana.id, "channel": "geral", "sample": sample["name"]}
        shared = ana._send("upload", data=fields, files=[("x", ("", b""))])
        assert shared["files"][0]["name"] == "recibo-padaria.png"


def test_nothing_and_too_much_are_refused(ana: Human) -> None:
    with pytest.raises(Refusal) as caught:
        ana._send("upload", data={"as": ana.id, "channel": "geral"}, files=[("x", ("", b""))])
    assert caught.value.code == "nothing_to_say"
    with pytest.raises(Refusal) as caught:
        ana.upload("geral", [(f"{n}.txt", b"x") for n in range(11)])
    assert caught.value.code == "too_many_files"
