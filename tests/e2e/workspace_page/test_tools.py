"""The developer's side: raw traffic, faults on demand, starting over."""

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page.hands import come_in, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp
from tests.support.workspace import Running


def test_the_inspector_shows_calls_and_events_as_they_happen(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    page.get_by_role("button", name="Tráfego").click()

    write(page, "lança a despesa")

    row = page.locator(".traffic-row", has_text="chat.postMessage")
    expect(row).to_be_visible()
    row.click()
    expect(page.locator(".traffic-detail")).to_contain_text('"Lançar despesa de R$ 187,40"')
    expect(page.locator(".traffic-row", has_text="message").first).to_be_visible()
    page.get_by_role("searchbox", name="Filtrar").fill("assistant.threads")
    expect(row).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".drawer")).to_be_hidden()


def test_a_fault_is_armed_listed_and_removed(page: Page, slack: Running) -> None:
    come_in(page, slack)
    page.get_by_role("button", name="Falhas sob medida").click()

    page.get_by_label("O que deve dar errado").select_option("rate_limited")
    page.get_by_label("Método ou evento").fill("chat.update")
    page.get_by_role("button", name="Armar a falha").click()

    armed = page.locator(".faults-armed li")
    expect(armed).to_contain_text("chat.update")
    assert [fault.kind.value for fault in slack.workspace.faults.armed] == ["rate_limited"]
    armed.get_by_role("button").click()
    expect(armed).to_have_count(0)
    expect(page.get_by_label("Método ou evento")).to_have_value("chat.update")
    assert list(slack.workspace.faults.armed) == []


def test_starting_over_empties_the_conversations(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    write(page, "lança a despesa")
    expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()

    page.get_by_role("button", name="Recomeçar").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Recomeçar").click()

    expect(page.locator(".message")).to_have_count(0)
    write(page, "de novo: lança a despesa")
    expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()


def test_a_lost_server_is_said_and_the_page_comes_back(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    page.context.set_offline(offline=True)
    page.locator(".talk .write").fill("isto não pode se perder")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("Sem conexão")
    expect(page.locator(".talk .write")).to_have_value("isto não pode se perder")
    page.context.set_offline(offline=False)
    page.keyboard.press("Enter")
    expect(thread(page)).to_contain_text("isto não pode se perder")
