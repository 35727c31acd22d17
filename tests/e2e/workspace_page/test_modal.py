"""An app's window: the focus comes in and goes back, what is wrong is said, what was typed stays."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.workspace_page.hands import come_in, focused, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp
from tests.support.workspace import Running


def _opened(page: Page, slack: Running) -> Locator:
    come_in(page, slack)
    write(page, "lança a despesa")
    thread(page).get_by_role("button", name="Corrigir").click()
    dialog = page.get_by_role("dialog", name="Corrigir a despesa")
    expect(dialog).to_be_visible()
    return dialog


def test_it_takes_the_focus_and_gives_it_back(page: Page, slack: Running, app: ScriptedApp) -> None:
    dialog = _opened(page, slack)
    expect(dialog.get_by_label("Fornecedor")).to_be_focused()

    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    assert focused(page) == "Corrigir"


def test_tab_stays_inside(page: Page, slack: Running, app: ScriptedApp) -> None:
    dialog = _opened(page, slack)

    inside = []
    for _ in range(14):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("Boolean(document.activeElement.closest('.dialog'))"))

    assert all(inside)
    expect(dialog).to_be_visible()


def test_what_is_missing_is_said_at_once_and_what_the_app_refuses_too(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    dialog = _opened(page, slack)
    dialog.get_by_label("Fornecedor").fill("x")

    dialog.get_by_role("button", name="Confirmar").click()
    expect(dialog.get_by_role("alert")).to_have_text(["Preencha este campo."])
    expect(dialog.get_by_label("Total")).to_be_focused()
    dialog.get_by_label("Total").fill("abc")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text(["Escreva um número, como 12,50."])

    dialog.get_by_label("Total").fill("187,40")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text(["Não conheço este fornecedor."])
    expect(dialog.get_by_label("Total")).to_have_value("187,40")
    expect(dialog.get_by_label("Fornecedor")).to_be_focused()


def test_the_app_receives_what_was_filled_in_by_keyboard(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    dialog = _opened(page, slack)

    page.keyboard.press("Tab")
    page.keyboard.type("187.40")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Data")).to_contain_text("13 de nov. de 2026")
    page.keyboard.press("Tab")
    page.keyboard.type("ener")
    expect(page.get_by_role("option", name="Energia")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_have_count(0)

    values = app.director.submitted[0]
    assert values["amount"]["v"]["value"] in {"187.40", "187.4"}
    assert values["day"]["v"]["selected_date"] == "2026-11-13"
    assert values["account"]["v"]["selected_option"]["value"] == "e"
    assert values["supplier"]["v"]["value"] == "Padaria Pão Quente"


def test_a_reload_finds_the_window_still_open(page: Page, slack: Running, app: ScriptedApp) -> None:
    dialog = _opened(page, slack)

    page.reload()

    expect(dialog).to_be_visible()
