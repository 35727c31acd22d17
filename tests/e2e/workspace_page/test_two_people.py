"""Two people side by side: each acts as themselves, and each sees only what is theirs."""

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page.hands import come_in, pane, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp, card
from tests.support.workspace import Running


def test_two_panes_act_as_two_people(page: Page, slack: Running) -> None:
    come_in(page, slack, "ana", "marcos")
    ana, marcos = pane(page, 0), pane(page, 1)
    for each in (ana, marcos):
        each.get_by_role("button", name="geral").click()

    write(ana, "bom dia, aqui é a Ana")
    write(marcos, "bom dia, Ana")

    for each in (ana, marcos):
        expect(each.locator(".talk .message-author")).to_have_text(["Ana Souza", "Marcos Lima"])


def test_a_private_answer_is_seen_in_one_pane_only(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    channel = slack.human("ana").state()["channels"][0]["id"]
    come_in(page, slack, "ana", "marcos")
    ana, marcos = pane(page, 0), pane(page, 1)
    for each in (ana, marcos):
        each.get_by_role("button", name="geral").click()
        expect(each.get_by_role("heading", level=1, name="geral")).to_be_visible()

    app.web.chat_postEphemeral(channel=channel, user=slack.human("ana").id, text="só para a Ana")
    app.web.chat_postMessage(channel=channel, text="para todos")

    expect(marcos.locator(".talk .message")).to_have_count(1)
    expect(ana.locator(".talk .message")).to_have_count(2)
    expect(ana.locator("[data-ephemeral]")).to_contain_text("só para a Ana")


def test_a_card_for_the_manager_arrives_beside_and_is_decided_there(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack, "ana", "marcos")
    marcos = slack.human("marcos")
    other = pane(page, 1)
    other.get_by_role("button", name="geral").click()
    expect(other.get_by_role("heading", level=1, name="geral")).to_be_visible()

    app.web.chat_postMessage(
        channel=marcos.dm("Retaguarda"), text="Despesa de R$ 187,40",
        blocks=card(slack.human("ana").id, None),
    )  # fmt: skip

    expect(other.locator(".side-row[data-unread]")).to_contain_text("1")
    expect(other.locator(".toast")).to_contain_text("Despesa de R$ 187,40")
    expect(pane(page, 0).locator(".toast")).to_have_count(0)
    other.locator(".toast").get_by_role("button", name="Abrir").click()
    other.get_by_role("button", name="Aprovar Despesa").click()
    expect(other).to_contain_text("Aprovado por @Marcos Lima")
    expect(other.locator(".side-row[data-unread]")).to_have_count(0)


def test_somebody_who_is_not_shown_is_announced_and_comes_beside_with_one_press(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack, "ana")
    marcos = slack.human("marcos")
    expect(page.locator(f'[data-person="{marcos.id}"]')).to_be_visible()

    write(page, "lança a despesa")
    expect(thread(page).get_by_role("button", name="Recusar")).to_be_visible()
    app.web.chat_postMessage(channel=marcos.dm("Retaguarda"), text="Uma despesa espera por você")

    waiting = page.locator(f'[data-person="{marcos.id}"][data-waiting]')
    expect(waiting).to_have_text("ML1", timeout=20_000)
    page.get_by_role("button", name="Ver ao lado").click()
    expect(pane(page, 1)).to_contain_text("Uma despesa espera por você")


def test_each_pane_speaks_its_persons_language(page: Page, slack: Running) -> None:
    come_in(page, slack, "ana", "carla")

    expect(pane(page, 0).get_by_role("tab", name="Mensagens")).to_be_visible()
    expect(pane(page, 1).get_by_role("tab", name="Messages")).to_be_visible()

    page.get_by_role("button", name="Português / English").click()
    expect(pane(page, 0).get_by_role("tab", name="Messages")).to_be_visible()


def test_the_switcher_makes_a_pane_somebody_else(page: Page, slack: Running) -> None:
    come_in(page, slack, "ana")

    page.get_by_role("button", name="Você age como Ana Souza. Trocar de pessoa").click()
    page.get_by_role("menuitemradio", name="Marcos Lima").click()

    expect(page.locator(".side-person")).to_contain_text("Marcos Lima")
    expect(page.locator(".pane")).to_have_count(1)
