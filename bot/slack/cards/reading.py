"""The card of a paper that was read: what it says, where that stands on it, and how sure it is.

Whatever a document says stands in rich text or plain text only, and orders nothing.
"""

from dataclasses import dataclass
from datetime import date

from bot.slack.cards import parts
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, Say, Value, say
from domain.office.document.reading import PAGE, Box, Field, Foreign, Kind, Name, Reading, Source
from domain.office.paper.model import PaperState
from domain.office.paper.queries import Use

#: What is said of each kind of paper, read or not.
_ALWAYS = {
    Kind.RECEIPT: (Name.SUPPLIER_NAME, Name.SUPPLIER_TAX_ID, Name.ISSUED_ON, Name.TOTAL),
    Kind.NFE: (Name.SUPPLIER_NAME, Name.SUPPLIER_TAX_ID, Name.ISSUED_ON, Name.TOTAL, Name.NUMBER),
    Kind.BILL: (
        Name.SUPPLIER_NAME,
        Name.SUPPLIER_TAX_ID,
        Name.TOTAL,
        Name.DUE_ON,
        Name.LINHA_DIGITAVEL,
    ),
    Kind.OTHER: (Name.SUPPLIER_NAME, Name.ISSUED_ON, Name.TOTAL),
}
#: What is said only where it was read.
_IF_READ = (Name.NUMBER, Name.ISSUED_ON, Name.DUE_ON)
_WARNINGS_MAX = 5


#: The button for each action, and what it is called.
BUTTONS = {
    "submit_expense": ("paper.expense", "reading.expense"),
    "register_bill": ("paper.bill", "reading.bill"),
    "post_payment": ("paper.payment", "reading.payment"),
}


@dataclass(frozen=True, slots=True)
class InBooks:
    """The title that a paper is, as the books have it. Unless `is_sure`, only people can tell."""

    reference: str
    due_on: date
    amount: Money
    is_open: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """What the card shows of a paper. `same` blocks it, `alike` only asks.

    `may` are the actions that its sender may ask for, `others` those who may ask for the rest.
    """

    paper_id: int
    state: PaperState
    name: str
    reading: Reading
    picture: str | None = None
    same: Use | None = None
    alike: Use | None = None
    proposal_id: int | None = None
    who: str = ""
    may: frozenset[str] = frozenset(BUTTONS)
    others: tuple[str, ...] = ()
    booked: InBooks | None = None


def reading_card(shown: ShownPaper, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the card."""
    blocks = [parts.header(headline(shown, book, language))]
    ended = _ended(shown)
    if ended is not None:
        return [*blocks, parts.paragraph(book.render(ended, language))]
    if shown.picture is not None:
        alt = book.render(say("reading.picture", name=shown.name), language)
        blocks.append(
            {"type": "image", "slack_file": {"id": shown.picture}, "alt_text": alt[:2000]}
        )
    blocks.append(_fields(shown.reading, book, language))
    told = [*shown.reading.warnings[:_WARNINGS_MAX], *_doubts(shown)]
    blocks += [parts.paragraph(book.render(each, language)) for each in told]
    if shown.state is PaperState.KEPT:
        return blocks
    return [*blocks, _buttons(shown, book, language)]


def headline(shown: ShownPaper, book: Phrasebook, language: Language) -> str:
    """Return what the paper is and its total; a paper without one is named alone."""
    what = say(f"reading.kind.{shown.reading.kind}")
    total = shown.reading.field(Name.TOTAL)
    if total is None:
        return book.render(what, language)
    return book.render(say("reading.headline", what=what, total=read_value(total)), language)


def actions_of(reading: Reading) -> tuple[str, ...]:
    """Return the actions that a paper may become, the likeliest first."""
    owed = reading.kind is Kind.BILL or reading.field(Name.DUE_ON) is not None or reading.dues
    if owed:
        return ("register_bill",)
    return (
        ("submit_expense", "register_bill") if reading.kind is Kind.OTHER else ("submit_expense",)
    )


def able(shown: ShownPaper) -> tuple[str, ...]:
    """Return the actions that this paper may become for its sender, the likeliest first."""
    wanted = actions_of(shown.reading)
    if shown.booked is not None:
        paying = ("post_payment",) if shown.booked.is_open else ()
        wanted = paying if shown.booked.is_sure else (*paying, *wanted)
    elif shown.same is not None:
        wanted = ()
    return tuple(each for each in wanted if each in shown.may)


def _ended(shown: ShownPaper) -> Say | None:
    match shown.state:
        case PaperState.PROPOSED:
            return say("reading.proposed", number=shown.proposal_id)
        case PaperState.DISCARDED:
            return say("reading.discarded", who=shown.who)
        case PaperState.TOLD:
            return say("reading.told", name=shown.name)
        case _:
            return None


def _doubts(shown: ShownPaper) -> list[Say]:
    told = []
    if shown.reading.more:
        told.append(say("reading.more", papers=len(shown.reading.more)))
    if shown.booked is not None:
        told.append(_in_books(shown.booked))
    elif shown.same is not None:
        told.append(_used("reading.same", shown.same))
    elif shown.alike is not None:
        told.append(_used("reading.alike", shown.alike))
    if not able(shown) and shown.others and shown.same is None:
        told.append(say("reading.others", who=shown.others))
    return told


def _in_books(booked: InBooks) -> Say:
    how = "maybe" if not booked.is_sure else "open" if booked.is_open else "paid"
    return say(
        f"reading.booked_{how}",
        reference=booked.reference,
        due_on=booked.due_on,
        amount=booked.amount,
    )


def _used(key: str, use: Use) -> Say:
    behind = "reading.card_of" if use.proposal_id is None else "reading.request"
    number = {} if use.proposal_id is None else {"number": int(use.proposal_id)}
    return say(key, what=say(behind, who=use.who, at=use.at, **number))


def _buttons(shown: ShownPaper, book: Phrasebook, language: Language) -> parts.Block:
    value = str(shown.paper_id)
    elements = [
        parts.button(
            book.render(say(BUTTONS[each][1]), language),
            BUTTONS[each][0],
            value,
            primary=at == 0,
        )
        for at, each in enumerate(able(shown))
    ]
    discard = book.render(say("reading.discard"), language)
    elements.append(parts.button(discard, "paper.discard", value))
    return {"type": "actions", "block_id": f"paper:{shown.paper_id}", "elements": elements}


def _fields(reading: Reading, book: Phrasebook, language: Language) -> parts.Block:
    names = list(_ALWAYS[reading.kind])
    names += [each for each in _IF_READ if each not in names and reading.field(each)]
    rows = []
    for name in names:
        found = reading.field(name)
        label = book.render(say(f"reading.field.{name}"), language)
        value = say("reading.unread") if found is None else read_value(found)
        shown = book.render(say("reading.row", label=label, value=value), language)
        elements = [{"type": "text", "text": shown, "style": {"bold": True}}]
        if found is not None:
            why = say("reading.why", place=place(found), sure=sure(found))
            elements.append({"type": "text", "text": book.render(why, language)})
        rows.append({"type": "rich_text_section", "elements": elements})
    listed = {"type": "rich_text_list", "style": "bullet", "elements": rows}
    return {"type": "rich_text", "elements": [listed]}


def place(found: Field) -> Say:
    """Return where on the paper a value stands."""
    if found.page is None:
        return say("reading.place.file")
    if found.box is None:
        return say("reading.place.page", page=found.page)
    return say("reading.place.part", page=found.page, where=_where(found.box))


def _where(box: Box) -> Say:
    third = PAGE // 3
    high = ("top", "middle", "bottom")[min(box.middle // third, 2)]
    if box.x1 - box.x0 > 2 * third:
        return say(f"reading.high.{high}")
    side = ("left", "centre", "right")[min((box.x0 + box.x1) // 2 // third, 2)]
    return say("reading.corner", high=say(f"reading.high.{high}"), side=say(f"reading.side.{side}"))


def sure(found: Field) -> Say:
    """Return how sure a value is."""
    if found.proof is not None:
        return say("reading.sure", why=say(f"reading.proof.{found.proof}"))
    if found.source is Source.XML:
        return say("reading.sure", why=say("reading.proof.xml"))
    return say("reading.probable" if found.is_probable else "reading.check")


def read_value(found: Field) -> Value:
    """Return a value as people write it."""
    value = found.value
    if isinstance(value, str):
        match found.name, len(value):
            case (Name.SUPPLIER_TAX_ID | Name.RECIPIENT_TAX_ID, 14):
                return f"{value[:2]}.{value[2:5]}.{value[5:8]}/{value[8:12]}-{value[12:]}"
            case (Name.LINHA_DIGITAVEL, _):
                return " ".join(value[at : at + 12] for at in range(0, len(value), 12))
            case _:
                return value[:300]
    return str(value) if isinstance(value, Foreign) else value
