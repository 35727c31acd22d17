"""A phone's width: one screen at a time, nothing wider than the window, fingers find the buttons."""

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page.hands import come_in, sideways, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp
from tests.support.workspace import Running


def test_nothing_is_wider_than_the_window_on_any_screen(
    phone: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(phone, slack)
    assert sideways(phone) == 0

    phone.get_by_role("button", name="Voltar às conversas").tap()
    expect(phone.locator(".side")).to_be_visible()
    assert sideways(phone) == 0

    phone.locator(".side-row").first.tap()
    write(phone, "lança a despesa, " + "umapalavramuitocompridasemespaços" * 4)
    expect(thread(phone).get_by_role("button", name="Aprovar Despesa")).to_be_visible()
    expect(phone.locator(".talk")).to_be_hidden()
    assert sideways(phone) == 0

    thread(phone).get_by_role("button", name="Corrigir").tap()
    expect(phone.get_by_role("dialog", name="Corrigir a despesa")).to_be_visible()
    assert sideways(phone) == 0


def test_the_gallery_fits_too(phone: Page, gallery: str) -> None:
    phone.goto(gallery)
    expect(phone.locator(".gallery-item").first).to_be_visible()
    assert sideways(phone) == 0
    wide = phone.evaluate(
        """() => [...document.querySelectorAll('.gallery-blocks')]
          .filter((node) => node.scrollWidth > node.clientWidth + 1)
          .map((node) => node.parentElement.querySelector('h2').textContent)"""
    )
    assert wide == []


def test_a_manager_approves_on_a_phone(phone: Page, slack: Running, app: ScriptedApp) -> None:
    come_in(phone, slack, "marcos")
    write(phone, "lança a despesa")

    approve = thread(phone).get_by_role("button", name="Aprovar Despesa")
    expect(approve).to_be_visible()
    box = approve.bounding_box()
    assert box is not None
    assert box["height"] >= 40
    approve.tap()

    expect(thread(phone)).to_contain_text("Aprovado por @Marcos Lima")
    phone.get_by_role("button", name="Fechar a conversa").tap()
    expect(phone.locator(".talk .write")).to_be_visible()


def test_the_tools_are_in_a_menu(phone: Page, slack: Running) -> None:
    come_in(phone, slack)

    phone.get_by_role("button", name="Ferramentas").tap()
    phone.get_by_role("menuitem", name="Tráfego").tap()

    expect(phone.get_by_role("region", name="Tráfego")).to_be_visible()
    assert sideways(phone) == 0
