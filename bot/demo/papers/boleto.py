"""A boleto whose number, bars and print agree, of a bank that does not exist."""

from dataclasses import dataclass
from datetime import date

from bot.demo.papers.sheet import Face, Sheet
from bot.demo.papers.till import printed
from domain.kernel.money import Money
from ingest.proofs import boleto as proof
from ingest.proofs import tax_id

_BANK, _AGREEMENT = "999", "3141592653589"
_WIDTH, _HEIGHT, _LEFT, _ACROSS = 595, 420, 40, 515
_LIGHT: Face = "Helvetica"
_BOLD: Face = "Helvetica-Bold"


@dataclass(frozen=True, slots=True)
class Charge:
    """Who is to be paid what, and when."""

    payee: str
    payee_tax_id: str
    payer: str
    payer_tax_id: str
    number: str
    issued_on: date
    due_on: date
    amount: Money

    @property
    def barcode(self) -> str:
        """The 44 digits of the bars."""
        serial = "".join(filter(str.isdigit, self.number))[-12:].zfill(12)
        front, back = f"{_BANK}9", f"{proof.factor(self.due_on):04d}{self.amount.cents:010d}"
        rest = f"{back}{_AGREEMENT}{serial}"
        return f"{front}{proof.bank_digit(front + rest)}{rest}"


def boleto(charge: Charge) -> Sheet:
    """Return the sheet to be paid: a head with the number, cells, bars."""
    sheet = Sheet(_WIDTH, _HEIGHT)
    linha = proof.bank_linha(charge.barcode)
    sheet.text(_LEFT, 60, "Banco Exemplo", 14, _BOLD)
    sheet.text(_LEFT + 125, 60, f"{_BANK}-0", 14, _BOLD)
    sheet.text(_LEFT + 175, 60, proof.printed(linha), 11.5, _BOLD)
    sheet.rule(_LEFT, 68, _ACROSS)
    payee = f"{charge.payee} - CNPJ {tax_id.printed(charge.payee_tax_id)}"
    payer = f"{charge.payer} - CNPJ {tax_id.printed(charge.payer_tax_id)}"
    day, due = f"{charge.issued_on:%d/%m/%Y}", f"{charge.due_on:%d/%m/%Y}"
    _row(
        sheet,
        80,
        ((0, "Local de pagamento", "Pagável em qualquer banco"), (395, "Vencimento", due)),
    )
    _row(sheet, 110, ((0, "Beneficiário", payee), (395, "Agência / Código", "0314 / 15926-5")))
    _row(
        sheet,
        140,
        (
            (0, "Data do documento", day),
            (110, "Número do documento", charge.number),
            (230, "Espécie", "DM"),
            (290, "Carteira", "17"),
            (395, "(=) Valor do documento", printed(charge.amount)),
        ),
    )
    sheet.text(_LEFT, 180, "Instruções (responsabilidade do beneficiário)", 6.5, _LIGHT)
    sheet.text(_LEFT, 196, "Após o vencimento, multa de 2% e juros de 1% ao mês.", 9, _LIGHT)
    sheet.text(_LEFT, 210, "Energia elétrica, unidade da produção.", 9, _LIGHT)
    sheet.rule(_LEFT, 246, _ACROSS)
    _row(sheet, 250, ((0, "Pagador", payer),))
    sheet.text(_LEFT, 286, "Rua das Palmeiras, 240 - Vila Modelo", 9, _LIGHT)
    sheet.bars(_LEFT, 305, charge.barcode, 38, 0.95)
    sheet.text(_LEFT, 372, "Autenticação mecânica - Ficha de compensação", 6.5, _LIGHT)
    return sheet


def _row(sheet: Sheet, top: float, cells: tuple[tuple[float, str, str], ...]) -> None:
    """Write cells side by side: a small label, the value under it, a rule below."""
    for x, label, value in cells:
        sheet.text(_LEFT + x, top + 8, label, 6.5, _LIGHT)
        sheet.text(_LEFT + x, top + 21, value, 9.5, _BOLD if x == 395 else _LIGHT)
    sheet.rule(_LEFT, top + 26, _ACROSS)
