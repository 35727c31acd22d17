"""Everything can be done without a mouse: the order of Tab, arrows, Enter, Escape, and where the focus goes."""

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page.hands import come_in, focused, pane, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp
from tests.support.workspace import Running


def test_tab_goes_through_the_page_in_reading_order(page: Page, slack: Running) -> None:
    come_in(page, slack)
    page.evaluate("document.activeElement.blur(); document.querySelector('.face').focus()")

    order = [focused(page)]
    for _ in range(16):
        page.keyboard.press("Tab")
        order.append(focused(page))

    expected = [
        "Agir como Ana Souza", "Agir como Carla Dias", "Agir como Marcos Lima",
        "Duas pessoas lado a lado", "Tráfego", "Falhas sob medida", "Tema escuro",
        "Português / English", "Teclado", "Recomeçar",
        "Você age como Ana Souza. Trocar de pessoa", "Buscar", "Retaguarda", "Novo canal", "geral",
        "Nova conversa", "Mensagens",
    ]  # fmt: skip
    assert order == expected


def test_a_story_from_question_to_decision_without_a_mouse(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    expect(page.locator(".talk .write")).to_be_focused()

    page.keyboard.type("lança a despesa")
    page.keyboard.press("Enter")
    expect(thread(page).locator(".write")).to_be_focused()
    expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()
    while focused(page) != "Recusar":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(thread(page)).to_contain_text("Recusado por @Ana Souza")

    page.keyboard.press("Escape")
    expect(thread(page)).to_be_hidden()
    expect(page.locator(".talk .thread-line")).to_be_focused()


def test_arrows_walk_through_messages_and_enter_opens_the_thread(
    page: Page, slack: Running
) -> None:
    ana = slack.human("ana")
    general = ana.state()["channels"][0]["id"]
    for words in ("primeira", "segunda", "terceira"):
        ana.say(general, words)
    come_in(page, slack)
    page.get_by_role("button", name="geral").click()
    expect(page.locator(".talk .message")).to_have_count(3)

    page.locator(".talk .message").last.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".talk .message", has_text="segunda")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator(".talk .message", has_text="primeira")).to_be_focused()
    page.keyboard.press("Enter")
    expect(thread(page)).to_contain_text("primeira")


def test_a_menu_opens_with_enter_moves_with_arrows_and_gives_the_focus_back(
    page: Page, slack: Running
) -> None:
    come_in(page, slack)
    page.locator(".side-person").focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="Ana Souza")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Carla Dias")).to_be_focused()
    page.keyboard.press("m")
    expect(page.get_by_role("menuitemradio", name="Marcos Lima")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.locator(".side-person")).to_be_focused()


def test_up_arrow_in_an_empty_field_edits_the_last_message(page: Page, slack: Running) -> None:
    come_in(page, slack)
    page.get_by_role("button", name="geral").click()
    write(page, "com um errro")
    expect(page.locator(".talk .message")).to_have_count(1)

    page.locator(".talk .write").press("ArrowUp")
    expect(page.locator(".editor textarea")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("sem erro")
    page.keyboard.press("Enter")

    expect(page.locator(".talk .message")).to_contain_text("sem erro")


def test_f6_goes_to_the_other_person(page: Page, slack: Running) -> None:
    come_in(page, slack, "ana", "marcos")
    pane(page, 0).locator(".talk .write").focus()

    page.keyboard.press("F6")

    expect(pane(page, 1).locator(".talk .write")).to_be_focused()


def test_what_has_the_focus_can_be_seen(page: Page, slack: Running) -> None:
    come_in(page, slack)
    page.locator(".face").first.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const node = document.activeElement;
              const style = getComputedStyle(node);
              const box = getComputedStyle(node.closest('.write-box') ?? node);
              return style.outlineStyle !== 'none' || box.boxShadow !== 'none' || node === document.body;
            }"""
        )
        assert seen, focused(page)
