"""What people press on a paper's card: make it a request, once, or discard it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.cards.edit import edit_view, submitted
from bot.slack.cards.parts import plain
from bot.slack.cards.reading import BUTTONS
from bot.slack.edge import Edge
from bot.slack.people import person_of
from bot.slack.told import privately, told_to, told_under
from domain.db.work import Desk, Work
from domain.finance.party.queries import registered_as
from domain.finance.payable.matching import booked
from domain.intake.service import began
from domain.kernel.errors import Conflict
from domain.kernel.ids import DocumentId, ProposalId
from domain.kernel.say import Language, Phrasebook, say
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.reading import Name, Reading
from domain.office.document.telling import told, wanted_of
from domain.office.paper.queries import same_paper
from domain.office.paper.service import asked_about, discarded, proposed
from domain.outbox import Job
from tools.gate import Gate
from tools.registry import Toolbox

SUBMITTED = "paper.submitted"
#: What a bill that is in the books already may become.
PAYMENT = "post_payment"
_ACTIONS = {button: action for action, (button, _) in BUTTONS.items()}

type Body = dict[str, Any]


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer the buttons of a paper's card, and the modal that they open."""

    async def on_use(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        user_id, pressed = str(body["user"]["id"]), body["actions"][0]
        reads = edge.languages.reader(app.client, user_id)
        async with told_to(privately(respond), edge.book, reads):
            action = _ACTIONS[pressed["action_id"]]
            paper_id = _number(str(pressed.get("value", "")))
            filled = await edge.clicks.settle(
                ack, lambda: fillable(edge.desk, edge.toolbox, paper_id, action, user_id)
            )
            view = paper_view(edge.toolbox, paper_id, action, filled, edge.book, await reads())
            await app.client.views_open(trigger_id=str(body["trigger_id"]), view=view)

    for action_id in _ACTIONS:
        app.action(action_id)(on_use)

    @app.action("paper.discard")
    async def on_discard(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        user_id = str(body["user"]["id"])
        reads = edge.languages.reader(app.client, user_id)
        async with told_to(privately(respond), edge.book, reads):
            paper_id = _number(str(body["actions"][0].get("value", "")))
            await edge.clicks.settle(ack, lambda: discard(edge.desk, paper_id, user_id))

    @app.view(SUBMITTED)
    async def on_submitted(ack: AsyncAck, body: Body) -> None:
        view, user_id = body["view"], str(body["user"]["id"])
        reads = edge.languages.reader(app.client, user_id)
        async with told_under(ack, view, edge.book, reads):
            paper_id, _, action = str(view["private_metadata"]).partition(":")
            arguments = submitted(view, await reads())
            await edge.clicks.run(
                request, edge.desk, edge.gate, _number(paper_id), action, arguments, user_id
            )


def fillable(
    desk: Desk, toolbox: Toolbox, paper_id: int, action: str, slack_user_id: str
) -> dict[str, Any]:
    """Return what the modal is filled in with. Raises Refused or Conflict, as `asked_about` does."""
    with desk.work() as work:
        who = person_of(work, slack_user_id)
        paper = asked_about(work, paper_id, who.id)
        reading = None if paper.document_id is None else reading_of(work, paper.document_id)
        if reading is None:
            raise Conflict("paper.closed")
        if action == PAYMENT:
            return _owed(work, paper.document_id, reading)
        _unused(work, paper_id, slack_user_id)
        registered = registered_as(work, reading.text_of(Name.SUPPLIER_TAX_ID))
        wanted = wanted_of(toolbox.actions[action].arguments.model_json_schema())
        return {name: each.value for name, each in told(wanted, reading, registered).items()}


def paper_view(
    toolbox: Toolbox,
    paper_id: int,
    action: str,
    filled: dict[str, Any],
    book: Phrasebook,
    language: Language,
) -> dict[str, Any]:
    """Return the modal: an input for each argument; the paper itself goes along unseen."""
    schema = toolbox.actions[action].arguments.model_json_schema()
    fields = {name: each for name, each in schema["properties"].items() if name != "document"}
    view = edit_view(
        schema | {"properties": fields}, filled, f"{paper_id}:{action}", book, language
    )
    return view | {
        "callback_id": SUBMITTED,
        "title": plain(book.render(say(f"reading.title.{action}"), language)),
        "submit": plain(book.render(say("reading.submit"), language)),
    }


def request(
    desk: Desk,
    gate: Gate,
    paper_id: int,
    action: str,
    arguments: dict[str, Any],
    slack_user_id: str,
) -> ProposalId:
    """Propose what the person confirmed of a paper, and mark the paper with it, once."""
    with desk.work() as work:
        who = person_of(work, slack_user_id).id
        paper = asked_about(work, paper_id, who)
        document_id = paper.document_id
        if action == PAYMENT:
            document_id = None  # the paper stands behind the bill already
        else:
            _unused(work, paper_id, slack_user_id)

    def along(work: Work, proposal_id: ProposalId) -> None:
        marked = proposed(work, paper_id, who, proposal_id)
        began(work, proposal_id, marked.channel, marked.thread_ts)
        work.file(Job("paper.card", "decisions", {"paper_id": paper_id}))

    given = arguments | {"document": document_id}
    wanted = {name: each for name, each in given.items() if each is not None}
    return gate.propose(action, wanted, by=who, along=along)


def _owed(work: Work, document_id: DocumentId | None, reading: Reading) -> dict[str, Any]:
    """Return what is still owed of the bill that a paper is. Raises Conflict once it is paid."""
    known = None if document_id is None else booked(work, document_id, reading)
    if known is None or not known.payable.open_amount:
        raise Conflict("paper.nothing_owed")
    title = known.payable
    return {"supplier": title.payee, "amount": str(title.open_amount)}


def discard(desk: Desk, paper_id: int, slack_user_id: str) -> None:
    """Discard a paper that its sender does not want to use."""
    with desk.work() as work:
        discarded(work, paper_id, person_of(work, slack_user_id).id)
        work.file(Job("paper.card", "decisions", {"paper_id": paper_id}))


def _unused(work: Work, paper_id: int, slack_user_id: str) -> None:
    """Raise Conflict where the same paper was used since its card was drawn."""
    paper = asked_about(work, paper_id, person_of(work, slack_user_id).id)
    if paper.document_id is None:
        return
    document = work.session.get_one(Document, paper.document_id)
    reading = reading_of(work, document.id)
    use = None if reading is None else same_paper(work, paper, document, reading)
    if use is not None and use.proposal_id is not None:
        raise Conflict("paper.used", number=int(use.proposal_id), who=use.who)
    if use is not None:
        raise Conflict("paper.waits", who=use.who)


def _number(value: str) -> int:
    """Return the paper that a button names."""
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise Conflict("slack.unreadable_click")
    return int(value)
