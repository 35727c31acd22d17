"""Guarantee: words from people, documents and apps are never markup on the page.

Every place of a block that takes text is given hostile strings; the page's structure must be the same as
with a harmless word of the same kind, nothing may run, and nothing may be fetched from elsewhere.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Request, expect

type Json = dict[str, Any]

HOSTILE = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    '"><svg onload=window.ran=1>',
    "</div></div><iframe src='javascript:window.ran=1'></iframe>",
    "{{constructor.constructor('window.ran=1')()}}",
    "' autofocus onfocus='window.ran=1",
)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text, "description": plain(text)}


def rich(text: str) -> Json:
    element: Json = {"type": "text", "text": text, "style": {"bold": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


def field(element: Json) -> Json:
    return {"type": "input", "label": plain("x"), "element": {"action_id": "a", **element}}


def button(text: str) -> Json:
    return {"type": "button", "action_id": text, "value": text, "text": plain(text)}


PLACES: dict[str, Callable[[str], Json]] = {
    "section plain": lambda t: {"type": "section", "text": plain(t)},
    "section mrkdwn": lambda t: {"type": "section", "text": mrkdwn(t)},
    "section fields": lambda t: {"type": "section", "fields": [mrkdwn(t), plain(t)]},
    "header": lambda t: {"type": "header", "text": plain(t)},
    "context": lambda t: {"type": "context", "elements": [mrkdwn(t), plain(t)]},
    "markdown": lambda t: {"type": "markdown", "text": f"# {t}\n\n- {t}\n\n> {t}\n\n`{t}`"},
    "markdown code": lambda t: {"type": "markdown", "text": f"```\n{t}\n```"},
    "markdown table": lambda t: {"type": "markdown", "text": f"| a |\n|---|\n| {t} |"},
    "rich text": rich,
    "rich link": lambda t: {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
        {"type": "link", "url": "https://example.com", "text": t}]}]},
    "rich mention": lambda t: {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [
        {"type": "user", "user_id": t}, {"type": "channel", "channel_id": t},
        {"type": "usergroup", "usergroup_id": t}, {"type": "emoji", "name": t},
        {"type": "color", "value": t}, {"type": "date", "timestamp": t, "format": t, "fallback": t}]}]},
    "rich preformatted": lambda t: {"type": "rich_text", "elements": [
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": t}]}]},
    "image": lambda t: {"type": "image", "image_url": "https://example.com/a.png", "alt_text": t,
        "title": plain(t)},
    "button": lambda t: {"type": "actions", "elements": [button(t)]},
    "overflow": lambda t: {"type": "actions", "elements": [{"type": "overflow", "action_id": t,
        "options": [option(t)]}]},
    "radio": lambda t: {"type": "actions", "elements": [{"type": "radio_buttons", "action_id": t,
        "options": [option(t)]}]},
    "checkboxes": lambda t: {"type": "actions", "elements": [{"type": "checkboxes", "action_id": t,
        "options": [option(t)]}]},
    "select": lambda t: {"type": "actions", "elements": [
        {"type": "static_select", "action_id": t, "placeholder": plain(t), "initial_option": option(t),
            "options": [option(t)]}]},
    "input words": lambda t: {"type": "input", "label": plain(t), "hint": plain(t),
        "element": {"type": "plain_text_input", "action_id": t, "initial_value": t, "placeholder": plain(t)}},
    "multi select": lambda t: field({"type": "multi_static_select", "options": [option(t)],
        "initial_options": [option(t)]}),
    "feedback": lambda t: {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": t,
        "positive_button": {"text": plain(t), "value": t}, "negative_button": {"text": plain(t), "value": t}}]},
    "icon button": lambda t: {"type": "context_actions", "elements": [
        {"type": "icon_button", "icon": t, "action_id": t, "text": plain(t)}]},
    "table": lambda t: {"type": "table", "rows": [[{"type": "raw_text", "text": t}], [rich(t)]]},
    "data table": lambda t: {"type": "data_table", "caption": t, "rows": [
        [{"type": "raw_text", "text": t}], [{"type": "raw_number", "value": 1, "text": t}]]},
    "card": lambda t: {"type": "card", "title": mrkdwn(t), "subtitle": mrkdwn(t), "body": mrkdwn(t),
        "actions": [button(t)]},
    "container": lambda t: {"type": "container", "title": plain(t), "subtitle": mrkdwn(t), "child_blocks": [
        {"type": "section", "text": mrkdwn(t)}]},
    "alert": lambda t: {"type": "alert", "level": t, "text": mrkdwn(t)},
    "plan": lambda t: {"type": "plan", "title": t, "tasks": [
        {"type": "task_card", "task_id": t, "title": t, "status": t, "details": rich(t), "output": rich(t)}]},
    "video": lambda t: {"type": "video", "title": plain(t), "description": plain(t), "author_name": t,
        "provider_name": t,
        "alt_text": t, "video_url": "https://example.com", "thumbnail_url": "https://example.com"},
    "file": lambda t: {"type": "file", "external_id": t, "source": "remote"},
    "chart": lambda t: {"type": "data_visualization", "title": t, "chart": {"type": "pie",
        "segments": [{"label": t, "value": 1}]}},
    "unknown block": lambda t: {"type": "hologram", "words": t},
}  # fmt: skip

# The skeleton of what is drawn: tags, classes and roles, without words and without numbered ids.
SKELETON = """(node) => {
  const draw = (n) => `${n.tagName}.${n.className?.baseVal ?? n.className}[${n.getAttribute('role') ?? ''}]` +
    `(${[...n.children].map(draw).join(',')})`;
  return draw(node);
}"""


def drawn(page: Page, gallery: str, block: Json) -> str:
    page.goto(f"{gallery}?blocks={quote(json.dumps([block]))}")
    first = page.locator(".gallery-blocks").first
    expect(first.locator(".block").first).to_be_attached()
    skeleton: str = first.evaluate(SKELETON)
    return skeleton


@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_string_is_only_words(place: str, page: Page, gallery: str) -> None:
    fetched: list[str] = []

    def note(request: Request) -> None:
        fetched.append(request.url)

    page.on("request", note)
    calm = drawn(page, gallery, PLACES[place]("palavra"))

    for words in HOSTILE:
        assert drawn(page, gallery, PLACES[place](words)) == calm, words

    assert page.evaluate("window.ran") is None
    assert [url for url in fetched if "127.0.0.1" not in url] == []


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section", "text": mrkdwn("<javascript:window.ran=1|clique>")},
        {"type": "section", "text": mrkdwn("<JaVaScRiPt&colon;window.ran=1|clique>")},
        {"type": "section", "text": mrkdwn("<data:text/html,<script>window.ran=1</script>|clique>")},
        {"type": "section", "text": mrkdwn("<!date^1^{date}^javascript:window.ran=1|clique>")},
        {"type": "markdown", "text": "[clique](javascript:window.ran=1)"},
        {"type": "markdown", "text": "![clique](javascript:window.ran=1)"},
        {"type": "markdown", "text": "[clique](  vbscript:window.ran=1 )"},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
            {"type": "link", "url": "javascript:window.ran=1", "text": "clique"}]}]},
        {"type": "actions", "elements": [{**button("clique"), "url": "javascript:window.ran=1"}]},
        {"type": "task_card", "task_id": "1", "title": "t", "status": "in_progress", "sources": [
            {"type": "url", "url": "javascript:window.ran=1", "text": "clique"}]},
        {"type": "video", "title": plain("clique"), "video_url": "javascript:window.ran=1", "alt_text": "v"},
    ],
)  # fmt: skip
def test_an_address_that_would_run_is_never_a_link(page: Page, gallery: str, block: Json) -> None:
    drawn(page, gallery, block)

    addresses = page.locator(".gallery-blocks").first.locator("a").evaluate_all(
        "links => links.map((link) => link.protocol)"
    )  # fmt: skip
    assert [scheme for scheme in addresses if scheme not in {"https:", "http:", "mailto:"}] == []
    for node in page.locator(".gallery-blocks").first.get_by_text("clique").all():
        node.click(force=True)
    assert page.evaluate("window.ran") is None


def test_links_tell_the_other_side_nothing_and_open_elsewhere(page: Page, gallery: str) -> None:
    drawn(page, gallery, {"type": "section", "text": mrkdwn("<https://example.com/a|nota>")})

    link = page.get_by_role("link", name="nota").first
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")


def test_an_unknown_block_is_shown_with_its_json(page: Page, gallery: str) -> None:
    drawn(page, gallery, {"type": "hologram", "depth": 3})

    box = page.locator(".unknown").first
    expect(box).to_contain_text("hologram")
    expect(box).to_contain_text('"depth": 3')


def test_a_malformed_block_does_not_take_the_others_away(page: Page, gallery: str) -> None:
    blocks = [{"type": "table", "rows": 7}, None, {"type": "section", "text": plain("depois")}]
    page.goto(f"{gallery}?blocks={quote(json.dumps(blocks))}")

    first = page.locator(".gallery-blocks").first
    expect(first).to_contain_text("depois")
    expect(first.locator(".unknown")).to_have_count(2)
