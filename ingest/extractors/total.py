"""What a receipt came to: the amount that its labels, its payment and its sums point at.

Receipts say "total" of many things. So every printed amount gets points for each reason to be the
one that was paid, and loses them for each reason not to be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.kernel.money import Money
from domain.office.document.reading import Foreign, Name, Proof, Read
from ingest.found import Found, How, on_lines
from ingest.layout import Row
from ingest.page import Line
from ingest.printed import Amount, amounts

_NOT_IT = re.compile(
    r"sub ?-?tot|qtd|quant|\bqty\b|items?\b|itens|excl|\bgst\b.{0,12}(amt|amount|summary|@)|"
    r"total gst|"
    r"total tax|\btax\b.{0,6}total|discount|desconto|saving|econom|tribut|impost|\blei\b|"
    r"supplies|[0-9] ?%|troco|change|rounding|arredond|points|pontos|balance b|saldo ant|"
    r"service charge|taxa de serv"
)
_STRONG = re.compile(
    r"grand ?total|total a pagar|valor a pagar|valor pago|total geral|valor total|total amount|"
    r"amount due|total due|nett? total|total payable|total r\$|total rs\b|total \(?rm|"
    r"round(ed|d) ?total|total.{0,5}round|total.{0,12}incl|amount payable|total da (nota|compra|"
    r"conta)|"
    r"tota[l/1i]? ?sales"
)
_PLAIN = re.compile(r"\btota[l/1i]|\btta?l\b")
#: Below such a heading "total" means the total of taxes.
_SUMMARY = re.compile(r"(gst|tax|sst|vat).{0,3}(summary|analysis|code)")
_CASH = re.compile(
    r"\bcash\b|tender|dinheiro|recebid|\bpaid\b|payment|pagamento|pago em|valor entregue"
)
_CHANGE = re.compile(r"change|troco|devolu|baki")
_CARD = re.compile(
    r"visa|master|\bamex\b|\belo\b|hiper|cart[a]o|credit|debit|\bpix\b|\bcard\b|vale|voucher|"
    r"cortesia"
)
_ROUNDING = re.compile(r"round|arredond|pelarasan|\badj\b")
_OFF = re.compile(r"discount|descont|abatimento|\bdesc\b")
_SURE, _LABEL, _ONCE_MORE = 12, 6, 2


@dataclass(slots=True)
class _Candidate:
    """An amount in hundredths and the reasons for and against it."""

    points: int = 0
    labels: int = 0
    count: int = 0
    summed: bool = False
    paid: bool = False
    row: Row | None = None
    line: Line | None = None
    amount: Amount | None = None


@dataclass(slots=True)
class _Tally:
    """All candidates of one receipt, and what was paid, given back, rounded and taken off."""

    seen: dict[int, _Candidate] = field(default_factory=dict)
    paid: list[int] = field(default_factory=list)
    by_card: list[int] = field(default_factory=list)
    change: list[int] = field(default_factory=list)
    rounding: list[int] = field(default_factory=list)
    off: list[int] = field(default_factory=list)

    def meet(self, row: Row, line: Line, amount: Amount, points: int, *, label: bool) -> None:
        """Count one printed occurrence; the best labelled, else the last one, is the one shown."""
        found = self.seen.setdefault(amount.cents, _Candidate())
        found.count += 1
        found.points += 1 if found.count <= 3 else 0
        found.points = max(found.points, 0) + points if points > 0 else found.points + points
        if found.line is None or label or not found.labels:
            found.row, found.line, found.amount = row, line, amount
        found.labels += label

    def note(self, words: str, cents: int) -> None:
        """Keep what a row says of payment, change, rounding or a discount."""
        if _CHANGE.search(words):
            self.change.append(abs(cents))
        elif _ROUNDING.search(words) and not _PLAIN.search(words):
            self.rounding.append(cents)
        elif _CASH.search(words):
            self.paid.append(cents)
        elif _CARD.search(words):
            self.by_card.append(cents)
        elif _OFF.search(words):
            self.off.append(abs(cents))


def total(rows: Sequence[Row], page: int) -> Found | None:
    """Return the amount paid, in the currency the receipt shows, or None when none stands out."""
    tally = _read(rows)
    _reward_payment(tally)
    _reward_steps(tally)
    _reward_sums(tally, rows)
    likely = {cents: each for cents, each in tally.seen.items() if cents > 0 and each.points > 0}
    if not likely:
        return None
    cents, best = max(likely.items(), key=lambda item: (item[1].points, item[0]))
    rest = sorted((each.points for each in likely.values()), reverse=True)[1:2]
    if not best.labels and not best.summed and len(likely) > 1 and rest[0] >= best.points:
        return None
    assert best.line is not None  # every candidate was met on a line
    assert best.amount is not None
    return on_lines(
        Name.TOTAL,
        _in_currency(cents, rows),
        (best.line,),
        page,
        _how(best, alone=len(likely) == 1),
        text=best.line.text[best.amount.start : best.amount.end].strip(),
        proof=Proof.SUM if best.summed else None,
    )


def _how(best: _Candidate, *, alone: bool) -> How:
    if best.summed:
        return How.PROVED
    if best.labels and best.count > 1:
        return How.AGREED
    if best.labels:
        return How.LABELLED
    return How.LONE if alone else How.GUESSED


def _read(rows: Sequence[Row]) -> _Tally:
    tally = _Tally()
    in_summary = False
    for at, row in enumerate(rows):
        words, found = row.words, list(_amounts_of(row))
        in_summary = in_summary or bool(_SUMMARY.search(words))
        following = rows[at + 1] if at + 1 < len(rows) else None
        if not found and following is not None and _is_bare(following) and _is_label(words):
            # The label stands on a line of its own, its amount under it.
            found = list(_amounts_of(following))
        if not found:
            continue
        line, last = found[-1]
        for rest_line, rest in found[:-1]:
            tally.meet(row, rest_line, rest, 0, label=False)
        points = 0 if in_summary else _label_points(words)
        tally.meet(row, line, last, points, label=points > 0)
        tally.note(words, last.cents)
    return tally


def _label_points(words: str) -> int:
    if _NOT_IT.search(words) and not _STRONG.search(words):
        return -3
    if re.search(r"excl|sub ?-?tot|total qty|qtd|supplies", words):
        return -3
    if _STRONG.search(words):
        return _LABEL + 3
    return _LABEL if _PLAIN.search(words) else 0


def _reward_payment(tally: _Tally) -> None:
    """Give points for what was paid: in one sum, less change, or in parts that add up."""
    parts = tally.paid + tally.by_card
    whole = tally.seen.get(sum(parts) - sum(tally.change[:1]))
    if len(parts) > 1 and whole is not None and whole.labels:
        whole.points += _SURE
        return
    for cents in tally.by_card:
        tally.seen[cents].points += 4
    for cash in tally.paid:
        for back in tally.change or [0]:
            if cash - back in tally.seen and cash > back:
                found = tally.seen[cash - back]
                found.points += _SURE if back else _LABEL if tally.change else 4
                found.summed = found.summed or back > 0
                found.paid = True
            if 0 < back < cash and cash in tally.seen:
                tally.seen[cash].points -= _SURE


def _reward_steps(tally: _Tally) -> None:
    """Let a total that is another one rounded, or less a discount, come before that one."""
    steps = [step for step in tally.rounding if 0 < abs(step) <= 5]
    for cents, found in list(tally.seen.items()):
        for step in (*steps, *(-off for off in tally.off if off)):
            after = tally.seen.get(cents + step)
            if after is None or not found.labels or not (step in steps or after.labels):
                continue
            after.points += found.points
            found.points -= _ONCE_MORE


def _reward_sums(tally: _Tally, rows: Sequence[Row]) -> None:
    """Mark the labelled or paid amounts that the column of amounts above them adds up to."""
    column = [
        (row, found[-1][1].cents)
        for row in rows
        if (found := list(_amounts_of(row))) and not _CHANGE.search(row.words)
    ]
    for at, (row, cents) in enumerate(column):
        candidate = tally.seen.get(cents)
        if candidate is None or not (_label_points(row.words) > 0 or candidate.paid):
            continue
        running, terms = 0, 0
        for above, each in reversed(column[:at]):
            if _PLAIN.search(above.words) or _NOT_IT.search(above.words):
                continue
            running, terms = running + each, terms + 1
            if terms >= 2 and running == cents:
                candidate.points += _ONCE_MORE
                candidate.summed = True


def _amounts_of(row: Row) -> Iterator[tuple[Line, Amount]]:
    for line in row.lines:
        for amount in amounts(line.text):
            percent = line.text[amount.end : amount.end + 2].strip().startswith("%")
            if not percent:
                yield line, amount


def _is_label(words: str) -> bool:
    return any(label.search(words) for label in (_PLAIN, _CASH, _CHANGE)) and len(words) < 30


def _is_bare(row: Row) -> bool:
    """Return whether a row holds an amount and hardly anything else."""
    return any(amounts(row.text)) and len(re.sub(r"[^a-z]", "", row.words)) <= 3


def _in_currency(cents: int, rows: Sequence[Row]) -> Read:
    currency = currency_of(rows)
    return Money(cents) if currency == "BRL" else Foreign(cents, currency)


def currency_of(rows: Sequence[Row]) -> str:
    """Return the ISO 4217 code of the money a receipt speaks of; XXX when nothing tells."""
    words = " ".join(row.words for row in rows)
    printed = [amount for row in rows for amount in amounts(row.text)]
    marks = {amount.mark for amount in printed}
    if re.search(r"r\$|\bcnpj\b|\bcpf\b|cupom|nfc-?e|nota fiscal|troco|dinheiro", words):
        return "BRL"
    if "RM" in marks or re.search(r"\brm\b|\bgst\b|sdn\.? ?bhd|malaysia|\brm[0-9]", words):
        return "MYR"
    if "US$" in marks or re.search(r"\busd\b", words):
        return "USD"
    if marks & {"EUR", "€"}:
        return "EUR"
    commas = sum(amount.is_comma for amount in printed)
    return "BRL" if commas * 2 > len(printed) else "XXX"
