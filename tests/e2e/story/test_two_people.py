"""Ana asks at her desk, Marcos approves on his phone, and Ana's thread tells her by itself.

With UPDATE_SCREENSHOTS=1 the pictures in the README are taken anew.
"""

import os
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from bot.demo.papers import papers
from bot.settings import Settings
from domain.kernel.clock import today
from tests.e2e.story.conftest import Opens

DESK: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
_PICTURES = Path(__file__).parents[3] / "docs" / "screenshots"


def _picture(page: Page, name: str, folder: Path) -> None:
    """Take a picture, for the README when it is asked for."""
    kept = _PICTURES if os.environ.get("UPDATE_SCREENSHOTS") else folder
    page.screenshot(path=kept / f"{name}.png")


def _type(page: Page, words: str, *, where: str = ".talk") -> None:
    field = page.locator(f"{where} .write")
    field.fill(words)
    field.press("Enter")


def test_an_expense_is_asked_for_approved_on_a_phone_and_told_in_the_thread(
    opens: Opens, tmp_path: Path
) -> None:
    ana, marcos = opens("ana", DESK), opens("marcos", PHONE)

    photo = papers(today(Settings().clock()))["recibo-padaria.jpg"]
    ana.locator(".talk input[type=file]").set_input_files(
        {"name": "recibo.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    ana.locator(".talk .write").press("Enter")
    ana.locator(".talk .thread-line").first.click()
    beside = ana.locator(".beside")
    expect(beside).to_contain_text("24.494.897/0001-15")
    expect(beside).to_contain_text("certo: dígito verificador confere")
    book = beside.get_by_role("button", name="Lançar despesa")
    expect(book).to_be_in_viewport()  # the picture above it, loading, did not push it out of sight
    _picture(ana, "paper", tmp_path)
    book.click()
    form = ana.get_by_role("dialog")
    form.get_by_label("Categoria da despesa").fill("refeição")
    _picture(ana, "form", tmp_path)
    form.get_by_role("button", name="Pedir").click()
    expect(beside.get_by_role("button", name="Confirmar")).to_be_visible()
    expect(beside).to_contain_text("Débito · 5.1.02 Refeições · R$\u00a056,90")
    _picture(ana, "ask", tmp_path)
    beside.get_by_role("button", name="Confirmar").click()

    approve = marcos.get_by_role("button", name="Aprovar")
    expect(approve).to_be_visible()
    expect(marcos.locator(".talk")).to_contain_text("de Ana")
    expect(approve).to_be_in_viewport()
    _picture(marcos, "approve", tmp_path)
    approve.click()

    expect(beside).to_contain_text("com a aprovação de Marcos")
    expect(beside.get_by_role("button", name="Confirmar")).to_have_count(0)
    expect(marcos.locator(".talk")).to_contain_text("Feito em")
    _picture(ana, "outcome", tmp_path)


def test_carla_confirms_within_her_limit_and_asks_what_is_overdue(
    opens: Opens, tmp_path: Path
) -> None:
    carla = opens("carla", DESK)

    _type(carla, "registra que pagamos hoje o boleto da Energisa, R$ 1.240,55")
    carla.locator(".talk .thread-line").first.click()
    carla.locator(".beside").get_by_role("button", name="Confirmar").click()
    expect(carla.locator(".beside")).to_contain_text("Feito em")
    expect(carla.locator(".beside").get_by_role("button", name="Confirmar")).to_have_count(0)

    _type(carla, "o que está vencido?")
    expect(carla.locator(".talk .thread-line")).to_have_count(2)
    carla.locator(".talk .thread-line").last.click()
    expect(carla.locator(".beside")).to_contain_text("Moinho Boa Safra")
    _picture(carla, "answer", tmp_path)
