"""A boleto: its number, proved by check digits; then what the number and the labels say."""

import re
from collections.abc import Iterator
from datetime import date

from domain.kernel.money import Money
from domain.kernel.say import Say, say
from domain.kernel.text import folded
from domain.office.document.reading import Name, Proof, Source
from ingest.extractors.company import company
from ingest.extractors.receipt import tax_id_field
from ingest.extractors.tax_ids import tax_ids
from ingest.found import Found, How, on_lines
from ingest.layout import Row, rows, values
from ingest.page import Bars, Code, Line, Page
from ingest.printed import amounts, days
from ingest.proofs import boleto as number_of
from ingest.proofs import brcode
from ingest.proofs.boleto import Boleto

_RUN = re.compile(r"[0-9OQDIlSB|][0-9OQDIlSB| .\-]{42,90}[0-9OQDIlSB|]")
_MISREAD = str.maketrans("OQDIlS|B", "00011518")
_PAYEE = ("beneficiario final", "nome do beneficiario", "beneficiario", "cedente", "favorecido")
_PAYER = ("nome do pagador", "pagador", "sacado", "cliente")
_DUE = ("data de vencimento", "vencimento")
_AMOUNT = (
    "(=) valor do documento",
    "(=) valor documento",
    "valor do documento",
    "valor documento",
    "total a pagar",
    "valor a pagar",
    "valor total",
)
_NUMBER = (
    "numero do documento",
    "n° do documento",
    "no do documento",
    "nº do documento",
    "n° documento",
    "no documento",
    "n documento",
    "num. documento",
    "nr. do documento",
)
_ISSUED = ("data do documento", "data documento", "data de emissao", "data emissao", "emissao")
#: Words that begin a neighbour's label, never a value.
_LABELS = re.compile(
    r"^(agencia|nosso numero|endereco|cpf|cnpj|vencimento|local de|data d|especie|aceite|uso do|"
    r"carteira|"
    r"quantidade|valor|\(|pagador|sacad|beneficiario|cedente|numero|n[o°] |instruc|cod|autentic|"
    r"recibo|"
    r"demonstr|parcela|moeda|banco\b)"
)

type Sighting = tuple[Boleto, Line | None, Code | None]


def boletos(page: Page) -> list[Sighting]:
    """Return the payable numbers of a page, each where it is printed and where its bars are."""
    seen: dict[str, Sighting] = {}
    for code in page.codes:
        found = number_of.from_digits(code.text) if code.bars is Bars.ITF else None
        if found is not None:
            seen[found.barcode] = (found, None, code)
    for line, digits in _runs(page):
        found = _in(digits)
        if found is not None:
            _, printed, bars = seen.get(found.barcode, (found, None, None))
            seen[found.barcode] = (found, printed or line, bars)
    return list(seen.values())


def boleto(page: Page, sighting: Sighting, today: date) -> tuple[list[Found], list[Say]]:
    """Return what one boleto says, and what to warn of."""
    payable, line, code = sighting
    found = [
        _linha(payable, line, code, page.number),
        *_bank(payable),
        *_amount(payable, page),
        *_due(payable, page, today),
        *_parties(page),
        *_labelled(page),
        *_pix(page, payable),
    ]
    return found, list(_warnings(payable, page))


def _warnings(payable: Boleto, page: Page) -> Iterator[Say]:
    """Yield where the paper disagrees with its number: altered boletos are paid to others."""
    day = next((day for _, day, _ in _days(page, _DUE)), None)
    if day is not None and payable.due_days and day not in payable.due_days:
        yield say("ingest.due_day_differs", printed=day)
    asked = [each.cents for _, text in values(page, _AMOUNT) for each in amounts(text)]
    shown = any(_is_amount(line.text, payable.amount) for line in page.lines)
    if payable.amount is not None and asked and not shown:
        yield say("ingest.amount_differs", printed=Money(asked[0]), coded=payable.amount)
    seen = boletos(page)
    if any(line is None for _, line, _ in seen) and any(code is None for _, _, code in seen):
        yield say("ingest.bars_differ")


def has_labels(page: Page) -> bool:
    """Return whether the page says in words who is paid."""
    return any(line.words.startswith(_PAYEE) for line in page.lines)


def _runs(page: Page) -> Iterator[tuple[Line, str]]:
    """Yield long runs of digits: of one line, and of a row where a reader cut it in pieces."""
    for line in page.lines:
        for run in _RUN.findall(line.text):
            yield line, run
    for row in rows(page):
        if len(row.lines) > 1:
            for run in _RUN.findall(row.text):
                yield _widest(row), run


def _widest(row: Row) -> Line:
    return max(row.lines, key=lambda line: sum(map(str.isdigit, line.text)))


def _in(run: str) -> Boleto | None:
    """Return the boleto in a run of digits; a bank's number may stand before it."""
    digits = re.sub(r"[^0-9]", "", run.translate(_MISREAD))
    for size in (48, 47):
        for start in range(max(len(digits) - size, -1) + 1):
            found = number_of.from_digits(digits[start : start + size])
            if found is not None:
                return found
    return None


def _linha(payable: Boleto, line: Line | None, code: Code | None, page: int) -> Found:
    how, name, linha = How.PROVED, Name.LINHA_DIGITAVEL, payable.linha
    if line is not None:
        proof = Proof.TWO_SOURCES if code is not None else Proof.CHECK_DIGIT
        source = Source.BARCODE if code is not None else line.source
        return on_lines(name, linha, (line,), page, how, proof=proof, source=source)
    assert code is not None  # a sighting is a line, a code, or both
    return Found(
        name, linha, code.text, how, code.source, proof=Proof.CHECK_DIGIT, page=page, box=code.box
    )


def _bank(payable: Boleto) -> Iterator[Found]:
    if payable.bank is not None:
        yield _keyed(Name.BANK, payable.bank, payable.bank)


def _keyed(name: Name, value: str | Money | date, text: str) -> Found:
    return Found(name, value, text, How.DECODED, Source.KEY, proof=Proof.CHECK_DIGIT)


def _amount(payable: Boleto, page: Page) -> Iterator[Found]:
    """Yield the amount that the number tells, shown where it is printed; else the labelled one."""
    printed = next(
        (line for line, text in values(page, _AMOUNT) if _is_amount(text, payable.amount)), None
    ) or next((line for line in page.lines if _is_amount(line.text, payable.amount)), None)
    if payable.amount is not None and printed is None:
        yield _keyed(Name.TOTAL, payable.amount, str(payable.amount))
    elif payable.amount is not None and printed is not None:
        yield on_lines(
            Name.TOTAL,
            payable.amount,
            (printed,),
            page.number,
            How.PROVED,
            proof=Proof.TWO_SOURCES,
            source=Source.KEY,
        )
    else:
        for line, text in values(page, _AMOUNT):
            for amount in amounts(text):
                if amount.cents > 0:
                    total = Money(amount.cents)
                    yield on_lines(Name.TOTAL, total, (line,), page.number, How.LABELLED, text=text)
                    return


def _is_amount(text: str, wanted: Money | None) -> bool:
    return wanted is not None and any(each.cents == wanted.cents for each in amounts(text))


def _days(page: Page, labels: tuple[str, ...]) -> Iterator[tuple[Line, date, str]]:
    for line, text in values(page, labels):
        for day in days(text):
            yield line, day.day, text[day.start : day.end]


def _due(payable: Boleto, page: Page, today: date) -> Iterator[Found]:
    """Yield the due day; printed and meant by the factor, it is certain."""
    printed = list(_days(page, _DUE))
    anywhere = [(line, day.day) for line in page.lines for day in days(line.text)]
    for line, day, text in (*printed, *((line, day, line.text) for line, day in anywhere)):
        if day in payable.due_days:
            yield on_lines(
                Name.DUE_ON,
                day,
                (line,),
                page.number,
                How.PROVED,
                text=text,
                proof=Proof.TWO_SOURCES,
                source=Source.KEY,
            )
            return
    told = payable.due_on(today)
    if told is not None and not printed:
        yield _keyed(Name.DUE_ON, told, told.isoformat())
    elif printed:
        line, day, text = printed[0]
        yield on_lines(Name.DUE_ON, day, (line,), page.number, How.LABELLED, text=text)


def _parties(page: Page) -> Iterator[Found]:
    """Yield who is paid and who pays, each with its tax id."""
    payee = _name(page, Name.SUPPLIER_NAME, _PAYEE) or company(rows(page), page.number)
    payer = _name(page, Name.RECIPIENT_NAME, _PAYER)
    yield from (each for each in (payee, payer) if each is not None)
    seen: set[str] = set()
    for each in tax_ids(rows(page)):
        paying = _belongs(each.row.words, payer) or bool(re.search(r"pagador|sacado", each.before))
        name = Name.RECIPIENT_TAX_ID if paying else Name.SUPPLIER_TAX_ID
        known = name in seen or (each.line.source is Source.OCR and not each.holds)
        if not known and not (name is Name.SUPPLIER_TAX_ID and len(each.bare) != 14):
            seen.add(name)
            yield tax_id_field(name, each, page.number)


def _belongs(words: str, party: Found | None) -> bool:
    return party is not None and folded(str(party.value))[:12] in words


def _name(page: Page, name: Name, labels: tuple[str, ...]) -> Found | None:
    for line, text in values(page, labels):
        cut = re.split(r"\s[-–]?\s*(?:CPF|CNPJ)|\s*[-–]?\s*\d{2,3}\.\d{3}\.\d{3}", text)[0].strip(
            " -–:"
        )
        letters = sum(map(str.isalpha, cut))
        if letters >= 3 and letters * 2 > len(cut) and not _LABELS.search(folded(cut)):
            return on_lines(name, cut, (line,), page.number, How.LABELLED, text=text)
    return None


def _labelled(page: Page) -> Iterator[Found]:
    for line, text in values(page, _NUMBER):
        if re.fullmatch(r"[0-9A-Z./\- ]{1,30}", text) and re.search(r"[0-9]", text):
            yield on_lines(Name.NUMBER, text, (line,), page.number, How.LABELLED, text=text)
            break
    for line, day, text in _days(page, _ISSUED):
        yield on_lines(Name.ISSUED_ON, day, (line,), page.number, How.LABELLED, text=text)
        break


def _pix(page: Page, payable: Boleto) -> Iterator[Found]:
    for code in page.codes:
        pix = brcode.parsed(code.text)
        if pix is not None and (pix.amount is None or pix.amount == payable.amount):
            yield Found(
                Name.PIX,
                code.text,
                code.text,
                How.PROVED,
                Source.QR,
                proof=Proof.CHECK_DIGIT,
                page=page.number,
                box=code.box,
            )
            return
