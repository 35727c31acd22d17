"""What one person sees: a message and its answer, status, streams, files, reactions, private answers."""

import re
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.e2e.workspace_page.conftest import a_picture
from tests.e2e.workspace_page.hands import come_in, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp, playing
from tests.support.workspace import Running


def test_a_question_opens_its_thread_and_the_answer_grows_there(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    app.director.hold("stream")
    come_in(page, slack)

    write(page, "quanto temos em caixa?")

    expect(thread(page)).to_contain_text("Temos R$ 12.410,00 em caixa.")
    expect(thread(page).locator("[data-streaming]")).to_have_count(1)
    app.director.release("stream")
    expect(thread(page).locator("ol.rich-list li")).to_have_text(
        ["Energisa, R$ 1.240,55", "Água, R$ 312,20"]
    )
    expect(thread(page).locator("[data-streaming]")).to_have_count(0)
    expect(page.locator(".talk .thread-line")).to_contain_text("1 resposta")


def test_the_status_shows_what_the_agent_does_and_can_be_stopped(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    app.director.hold("status")
    come_in(page, slack)

    write(page, "quanto temos em caixa?")

    expect(thread(page).locator(".status-line")).to_contain_text("Lendo o recibo…")
    expect(page.locator(".talk .thread-line")).to_contain_text("Lendo o recibo…")
    thread(page).get_by_role("button", name="Parar").click()
    app.director.release("status")
    expect(thread(page).locator(".status-line")).to_be_hidden()


def test_a_sample_receipt_is_at_hand_and_is_seen_in_the_thread(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)

    page.get_by_role("button", name=re.compile("recibo.padaria", re.IGNORECASE)).click()
    expect(page.locator(".staged-item")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(thread(page).locator(".file-picture")).to_be_visible()
    expect(thread(page).get_by_role("button", name="Aprovar Despesa")).to_be_visible()
    expect(thread(page).locator(".accessory-image")).to_be_visible()


def test_files_are_picked_pasted_and_dropped(page: Page, slack: Running, tmp_path: Path) -> None:
    come_in(page, slack)
    paper = tmp_path / "recibo.jpg"
    paper.write_bytes(a_picture())

    page.locator(".talk input[type=file]").set_input_files(paper)
    page.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File(['%PDF-1.4'], 'boleto.pdf', {type: 'application/pdf'}));
          const field = document.querySelector('.talk .write');
          field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: files, bubbles: true, cancelable: true}));
          const more = new DataTransfer();
          more.items.add(new File(['<nfe/>'], 'nota.xml', {type: 'text/xml'}));
          const place = document.querySelector('.talk .conversation');
          for (const name of ['dragenter', 'dragover', 'drop']) {
            place.dispatchEvent(new DragEvent(name, {dataTransfer: more, bubbles: true, cancelable: true}));
          }
        }"""
    )

    expect(page.locator(".staged-item .file-name")).to_have_text(
        ["recibo.jpg", "boleto.pdf", "nota.xml"]
    )
    page.get_by_role("button", name="Tirar nota.xml").click()
    page.get_by_role("button", name="Enviar", exact=True).click()
    message = thread(page).locator(".message")
    expect(message.locator(".file-picture")).to_be_visible()
    expect(message.locator("a.file-chip")).to_contain_text("boleto.pdf")


def test_what_only_one_person_may_see_says_so_and_can_be_dismissed(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)

    write(page, "conta um segredo")

    private = thread(page).locator("[data-ephemeral]")
    expect(private).to_contain_text("Só você vê")
    expect(private).to_contain_text("Isto é só seu.")
    private.get_by_role("button", name="Dispensar").click()
    expect(private).to_have_count(0)


def test_a_decision_replaces_the_buttons_by_a_line(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    write(page, "lança a despesa")

    thread(page).get_by_role("button", name="Aprovar Despesa").click()

    expect(thread(page)).to_contain_text("Aprovado por @Ana Souza")
    expect(thread(page).get_by_role("button", name="Aprovar Despesa")).to_have_count(0)


def test_one_reacts_edits_and_deletes_ones_own_message(page: Page, slack: Running) -> None:
    come_in(page, slack)
    page.locator(f'[data-place="{_general(slack)}"]').click()
    write(page, "bom dia, <b>pessoal</b> & cia")
    message = page.locator(".talk .message").last
    expect(message).to_contain_text("bom dia, <b>pessoal</b> & cia")

    message.hover()
    message.get_by_role("button", name="Reagir").first.click()
    page.get_by_role("option", name="tada").click()
    expect(message.locator(".reaction[aria-pressed=true]")).to_contain_text("1")

    message.hover()
    message.get_by_role("button", name="Mais ações").click()
    page.get_by_role("menuitem", name="Editar").click()
    page.locator(".editor textarea").fill("bom dia!")
    page.keyboard.press("Enter")
    expect(message).to_contain_text("bom dia!")
    expect(message).to_contain_text("(editada)")

    message.hover()
    message.get_by_role("button", name="Mais ações").click()
    page.get_by_role("menuitem", name="Apagar").click()
    expect(page.locator(".talk .message", has_text="bom dia!")).to_have_count(0)


def test_suggested_prompts_are_sent_with_one_press(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)

    page.get_by_role("button", name="Caixa").click()

    expect(thread(page)).to_contain_text("quanto temos em caixa?")
    expect(thread(page)).to_contain_text("Energisa")


def test_a_command_and_the_shortcuts_open_the_apps_window(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)

    page.locator(".talk .write").press_sequentially("/des")
    expect(page.get_by_role("option", name="/despesa")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("12,50")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Corrigir a despesa")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    write(page, "conta um segredo")
    root = page.locator(".talk .message", has_text="conta um segredo")
    root.hover()
    root.get_by_role("button", name="Mais ações").click()
    page.get_by_role("menuitem", name="Lançar despesa deste recibo").click()
    expect(page.get_by_role("dialog", name="Corrigir a despesa")).to_be_visible()


def test_a_late_answer_does_not_take_an_open_window_away(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    """An answer made before the app opened its window comes after the event that shows it."""
    come_in(page, slack)

    def late(route: Route) -> None:
        answer = route.fetch()
        expect_open(page)
        route.fulfill(response=answer, json={**answer.json(), "modals": []})

    def expect_open(there: Page) -> None:
        there.get_by_role("dialog", name="Corrigir a despesa").wait_for()

    page.route("**/local/command*", late)
    page.locator(".talk .write").fill("/despesa 12,50")
    with page.expect_response("**/local/command*"):
        page.keyboard.press("Enter")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    expect(page.get_by_role("dialog", name="Corrigir a despesa")).to_be_visible()


def test_the_home_tab_shows_what_the_app_published(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)

    page.get_by_role("tab", name="Início").click()

    expect(page.locator(".home")).to_contain_text("Uma despesa espera por você.")
    page.locator(".home").get_by_role("button", name="Corrigir").click()
    expect(page.get_by_role("dialog", name="Corrigir a despesa")).to_be_visible()


def test_a_click_without_an_app_says_that_nothing_was_sent(page: Page, slack: Running) -> None:
    come_in(page, slack)
    with playing(slack):
        write(page, "lança a despesa")
        expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()
    expect(page.locator(".talk .away")).to_be_visible()

    thread(page).get_by_role("button", name="Recusar").click()

    expect(thread(page).locator(".message-note").last).not_to_be_empty()
    expect(thread(page).get_by_role("button", name="Recusar")).to_be_enabled()


def test_a_reload_comes_back_to_the_same_thread(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)
    write(page, "lança a despesa")
    expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()

    page.reload()

    expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()


def _general(slack: Running) -> str:
    return str(slack.human("ana").state()["channels"][0]["id"])
