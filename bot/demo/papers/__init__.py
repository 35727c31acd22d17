"""Papers at hand to try it with: made by us, of shops that do not exist, as of the day."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from bot.demo import cast
from bot.demo.papers.boleto import Charge, boleto
from bot.demo.papers.note import Note, nfe
from bot.demo.papers.photo import photo
from bot.demo.papers.till import Sale, receipt
from domain.kernel.money import Money

_WE, _OUR_TAX_ID = "Padaria Modelo Ltda", "16449365000138"
_DPI = 250
_ENERGY = cast.BILLS[1]


def papers(today: date) -> Mapping[str, bytes]:
    """Return the papers by file name; the same day gives the same bytes."""
    return {
        "recibo-padaria.jpg": photo(receipt(_breakfast(today)).picture(_DPI), seed=7, lean=2.4),
        "recibo-material.jpg": photo(receipt(_supplies(today)).picture(_DPI), seed=23, lean=-3.1),
        "recibo-manchado.jpg": photo(
            receipt(_lunch(today)).picture(_DPI), seed=41, lean=1.7, stain=(0.6, 0.84)
        ),
        "boleto-energisa.pdf": boleto(_energy(today)).pdf(),
        "nfe-embalagens.xml": nfe(_boxes(today)),
    }


def lay_out(today: date, folder: Path) -> Path:
    """Write the day's papers into a folder, which then holds nothing else; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = papers(today)
    for old in folder.iterdir():
        if old.name not in made:
            old.unlink()
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return folder


def _breakfast(today: date) -> Sale:
    return Sale(
        shop="PADARIA PAO DA SERRA LTDA",
        tax_id="24494897000115",
        address="RUA DAS ACACIAS, 85 - CENTRO",
        number="004217",
        on=today - timedelta(days=1),
        hour="08:12",
        bought=(
            ("CAFE COM LEITE", Money(1_150)),
            ("PAO DE QUEIJO 2 UN", Money(1_380)),
            ("SUCO DE LARANJA", Money(1_290)),
            ("MISTO QUENTE", Money(1_870)),
        ),
        paid_by="DINHEIRO",
        paid=Money(10_000),
    )


def _supplies(today: date) -> Sale:
    return Sale(
        shop="PAPELARIA BOM TRACO LTDA",
        tax_id="38729833000160",
        address="AV. DO PORTO, 1210",
        number="118830",
        on=today - timedelta(days=3),
        hour="15:47",
        bought=(
            ("PAPEL A4 500 FOLHAS", Money(2_990)),
            ("CANETA AZUL CX 12", Money(2_435)),
            ("ETIQUETA ADESIVA", Money(1_765)),
        ),
        paid_by="CARTAO DEBITO",
    )


def _lunch(today: date) -> Sale:
    return Sale(
        shop="RESTAURANTE MAR ALTO LTDA",
        tax_id="41421356000186",
        address="PRACA DA MATRIZ, 12",
        number="000932",
        on=today - timedelta(days=2),
        hour="12:58",
        bought=(
            ("PRATO DO DIA", Money(3_890)),
            ("AGUA COM GAS", Money(620)),
            ("CAFE EXPRESSO", Money(750)),
        ),
        paid_by="CARTAO CREDITO",
    )


def _energy(today: date) -> Charge:
    supplier = next(each for each in cast.SUPPLIERS if each.name == _ENERGY.party)
    return Charge(
        payee=supplier.name,
        payee_tax_id=supplier.tax_id,
        payer=_WE,
        payer_tax_id=_OUR_TAX_ID,
        number=_ENERGY.number,
        issued_on=today - timedelta(days=_ENERGY.booked_days),
        due_on=today + timedelta(days=_ENERGY.due_days),
        amount=_ENERGY.amount,
    )


def _boxes(today: date) -> Note:
    supplier = next(each for each in cast.SUPPLIERS if each.name == "Embalagens Ipê")
    return Note(
        supplier=supplier.name,
        supplier_tax_id=supplier.tax_id,
        buyer=_WE,
        buyer_tax_id=_OUR_TAX_ID,
        number=901,
        on=today - timedelta(days=1),
        due_on=today + timedelta(days=20),
        bought=(
            ("Saco kraft 2 kg, fardo", 6, Money(5_390)),
            ("Caixa para bolo, 50 un", 4, Money(7_225)),
        ),
    )
