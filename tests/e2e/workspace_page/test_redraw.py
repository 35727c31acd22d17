"""What one is doing is not disturbed by what arrives: open lists, half-typed words, focus, scroll, windows."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.workspace_page.hands import come_in, focused, pane, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp, form, mrkdwn, plain
from tests.support.workspace import Running

CHOICE: dict[str, Any] = {
    "type": "static_select",
    "action_id": "account",
    "options": [
        {"text": plain("Alimentação"), "value": "a"},
        {"text": plain("Energia"), "value": "e"},
    ],
}
ACTIONS: dict[str, Any] = {"type": "actions", "block_id": "choose", "elements": [CHOICE]}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text)}


def filtered(where: Page | Locator, field: Locator, page: Page) -> Locator:
    """Open a select, type half a word, and return its list."""
    field.click()
    field.press_sequentially("ener")
    listed = page.get_by_role("option", name="Energia")
    expect(listed).to_be_visible()
    return listed


def test_the_menu_beside_the_places_outlives_what_arrives(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack, "ana", "marcos")
    side, switcher = pane(page, 1), pane(page, 1).locator(".side-person")
    side.get_by_role("button", name="geral").click()
    side.locator(".side-row", has_text="geral").evaluate("(row) => { row.dataset.mine = 'yes'; }")
    switcher.click()
    expect(page.get_by_role("menuitemradio", name="Carla Dias")).to_be_visible()

    app.web.chat_postMessage(channel=slack.human("marcos").dm("Retaguarda"), text="chegou")
    slack.human("marcos")._post("language", locale="pt-BR")
    expect(side.locator(".side-row[data-unread]")).to_contain_text("1")

    expect(page.get_by_role("menuitemradio", name="Carla Dias")).to_be_visible()
    expect(switcher).to_have_attribute("aria-expanded", "true")
    expect(side.locator("[data-mine]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(switcher).to_be_focused()
    expect(switcher).to_have_attribute("aria-expanded", "false")


def test_a_list_open_in_a_message_outlives_changes_around_it(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    ana = slack.human("ana")
    channel = ana.dm("Retaguarda")
    sent = app.web.chat_postMessage(
        channel=channel, text="qual conta?", blocks=[section("Qual conta?"), ACTIONS]
    )
    come_in(page, slack)
    message = page.locator(".talk .message", has_text="Qual conta?")
    listed = filtered(page, message.get_by_role("combobox"), page)

    app.web.reactions_add(channel=channel, timestamp=sent["ts"], name="eyes")
    changed = [section("Qual é a conta?"), ACTIONS]
    app.web.chat_update(channel=channel, ts=sent["ts"], text="qual conta?", blocks=changed)
    app.web.chat_postMessage(channel=channel, text="outra coisa")
    expect(page.locator(".talk")).to_contain_text("outra coisa")
    expect(page.locator(".talk")).to_contain_text("Qual é a conta?")

    expect(listed).to_be_visible()
    expect(page.locator(".talk .message").get_by_role("combobox")).to_have_value("ener")
    expect(page.locator(".talk .message").get_by_role("combobox")).to_be_focused()


def test_a_window_being_filled_in_outlives_its_apps_updates_and_a_gap_in_the_line(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    write(page, "lança a despesa")
    thread(page).get_by_role("button", name="Corrigir").click()
    window = page.get_by_role("dialog", name="Corrigir a despesa")
    window.get_by_label("Total").fill("187,4")
    listed = filtered(window, window.get_by_label("Conta"), page)
    view = slack.human("ana").modal()

    more = form() | {"blocks": [section("Conferindo…"), *form()["blocks"]]}
    app.web.views_update(view_id=view.id, view=more)
    expect(window).to_contain_text("Conferindo…")

    expect(listed).to_be_visible()
    expect(window.get_by_label("Conta")).to_have_value("ener")
    expect(window.get_by_label("Conta")).to_be_focused()
    slack.workspace.live.tell(None, {"type": "reload"})
    expect(window.get_by_label("Conta")).to_have_value("")
    expect(window.get_by_label("Total")).to_have_value("187,4")
    page.keyboard.press("Escape")
    expect(thread(page).get_by_role("button", name="Corrigir")).to_be_visible()


def test_half_typed_words_their_files_and_the_place_one_reads_stay(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    ana = slack.human("ana")
    channel = ana.dm("Retaguarda")
    for number in range(30):
        app.web.chat_postMessage(channel=channel, text=f"linha {number}\nmais\nmais")
    come_in(page, slack)
    page.get_by_role("button", name="Anexar").click()
    page.get_by_role("menuitem", name="padaria").click()
    field = page.locator(".talk .write")
    field.fill("quanto temos?")
    field.evaluate("(node) => node.setSelectionRange(6, 6)")
    scroller = page.locator(".talk .messages-scroll")
    scroller.evaluate("(node) => { node.scrollTop = 200; }")
    expect(page.locator(".talk .messages-scroll")).to_be_visible()
    first = page.locator(".talk .message", has_text="linha 5").bounding_box()

    app.web.chat_postMessage(channel=channel, text="chegou mais uma")
    expect(page.locator(".talk .jump")).to_be_visible()

    assert page.locator(".talk .message", has_text="linha 5").bounding_box() == first
    expect(field).to_be_focused()
    assert field.evaluate("(node) => node.selectionStart") == len("quanto")
    slack.workspace.live.tell(None, {"type": "reload"})
    expect(page.locator(".talk .jump")).to_be_hidden()
    expect(field).to_have_value("quanto temos?")
    expect(page.locator(".talk .staged-item")).to_have_count(1)
    assert focused(page) == "Mensagem para Retaguarda"
