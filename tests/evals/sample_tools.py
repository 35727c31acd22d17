"""Tools as the contract describes them, for measuring the offline model apart from the real ones."""

from datetime import date
from typing import Annotated, Any

from langchain_core.tools import StructuredTool
from pydantic import BaseModel, ConfigDict, Field


def slot(kind: str) -> Any:
    """Return the schema mark of a slot."""
    return Field(json_schema_extra={"x-slot": kind})


Money = Annotated[str, slot("money")]
Day = Annotated[date, slot("date")]
Days = Annotated[int, slot("days")]
Supplier = Annotated[str, slot("supplier")]
Customer = Annotated[str, slot("customer")]
Person = Annotated[str, slot("person")]
Words = Annotated[str, slot("text")]
Record = Annotated[str, slot("record")]
Number = Annotated[str, slot("number")]
Document = Annotated[int, slot("document")]
Account = Annotated[str, slot("account")]


class Closed(BaseModel):
    """Strict, closed and frozen, as the tools' arguments are."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SubmitExpense(Closed):
    document: Document | None = Field(None, description="The receipt / recibo")
    amount: Money = Field(description="How much was spent / valor gasto")
    supplier: Supplier = Field(description="Where it was spent / onde gastou")
    on: Day = Field(description="The day it was spent / dia do gasto")
    description: Words | None = Field(None, description="What was bought / o que foi comprado")


class PostPayment(Closed):
    supplier: Supplier = Field(description="Who was paid / fornecedor que foi pago")
    amount: Money = Field(description="How much was paid / valor pago")
    paid_on: Day = Field(description="The day it was paid / dia do pagamento")
    bank_account: Account | None = Field(None, description="From which account / conta bancária")


class RecordReceipt(Closed):
    customer: Customer = Field(description="Who paid us / cliente que pagou")
    amount: Money = Field(description="How much came in / valor recebido")
    received_on: Day = Field(description="The day it came in / dia do recebimento")


class IssueInvoice(Closed):
    customer: Customer = Field(description="Who is invoiced / cliente")
    amount: Money = Field(description="How much / valor")
    description: Words = Field(description="What was sold / o que foi vendido")
    due_in_days: Days | None = Field(None, description="Days until it is due / prazo em dias")
    due_on: Day | None = Field(None, description="The day it is due / vencimento")


class RegisterBill(Closed):
    supplier: Supplier = Field(description="Who we will owe / fornecedor")
    amount: Money = Field(description="How much / valor")
    due_on: Day = Field(description="The day it is due / vencimento")
    number: Number | None = Field(None, description="Number on the bill / número da nota")
    description: Words = Field(description="What it is for / do que se trata")


class RequestVacation(Closed):
    starts_on: Day = Field(description="First day of vacation / primeiro dia de férias")
    days: Days = Field(description="How many days / quantos dias")


class CancelVacation(Closed):
    starts_on: Day | None = Field(
        None, description="First day of the vacation / primeiro dia das férias"
    )


class ReverseEntry(Closed):
    record: Record = Field(description="The entry, such as LC-12 / lançamento")
    reason: Words = Field(description="Why it is reversed / motivo do estorno")


class Nothing(Closed):
    pass


class VacationBalance(Closed):
    person: Person | None = Field(None, description="Whose, when not one's own / de quem")


class FindDocument(Closed):
    words: Words = Field(description="What to look for / o que procurar")


class Why(Closed):
    words: Words | None = Field(None, description="What it was for / do que se trata")
    amount: Money | None = Field(None, description="The amount / valor")
    record: Record | None = Field(None, description="The entry, such as LC-12 / lançamento")


_TOOLS: dict[str, tuple[type[Closed], str]] = {
    "submit_expense": (
        SubmitExpense,
        """Claim back something you paid out of your own pocket.

Asks: lançar despesa, pedir reembolso, gastei do meu bolso, lança este recibo
    / submit an expense, claim a receipt, reimburse me
Does: books the expense and what the company owes the person.
Undo: reverse_entry""",
    ),
    "post_payment": (
        PostPayment,
        """Record a payment already made for a supplier's bill. It does not transfer money.

Asks: registra que pagamos, lançar pagamento, paguei o boleto, baixar conta a pagar
    / record a payment, we paid a bill
Does: lowers what is owed and the bank account, in one balanced entry.
Undo: reverse_entry""",
    ),
    "record_receipt": (
        RecordReceipt,
        """Record money that a customer has paid us.

Asks: recebemos do cliente, o cliente pagou, registrar recebimento, caiu o pix do cliente
    / record a receipt, a customer paid us, we received money
Does: lowers what the customer owes and raises the bank account.
Undo: reverse_entry""",
    ),
    "issue_invoice": (
        IssueInvoice,
        """Issue an invoice to a customer.

Asks: emitir fatura, cobrar o cliente, faturar / issue an invoice, bill a customer
Does: books revenue and what the customer owes, with its due date.
Undo: reverse_entry""",
    ),
    "register_bill": (
        RegisterBill,
        """Register a supplier's bill to be paid later.

Asks: chegou a conta, registrar conta a pagar, cadastrar boleto do fornecedor
    / register a bill, we got a bill
Does: books the cost and what we owe, with its due date.
Undo: reverse_entry""",
    ),
    "request_vacation": (
        RequestVacation,
        """Ask for vacation.

Asks: quero férias, tirar férias, sair de férias / request vacation, take time off
Does: puts the days on the calendar after the law's checks.
Undo: cancel_vacation""",
    ),
    "cancel_vacation": (
        CancelVacation,
        """Cancel vacation that was granted or asked for.

Asks: cancelar férias, desistir das férias / cancel vacation, call off time off
Does: takes the days off the calendar.
Undo: request_vacation""",
    ),
    "reverse_entry": (
        ReverseEntry,
        """Reverse a journal entry: add the entry that undoes it.

Asks: estornar lançamento, desfazer lançamento / reverse an entry, undo an entry
Does: adds an entry with the opposite postings; the first one stays as it is.
Undo: post it again""",
    ),
    "overdue": (
        Nothing,
        """What is overdue: bills and invoices past their due date.

Asks: o que está vencido, contas atrasadas, quem está devendo / what is overdue, late bills
Does: lists open titles due before today, the oldest first, with their total.
Undo: nothing is changed""",
    ),
    "cash_position": (
        Nothing,
        """How much cash the company has, by account.

Asks: quanto temos em caixa, saldo do banco, posição de caixa / how much cash, bank balance
Does: sums the postings of every cash and bank account.
Undo: nothing is changed""",
    ),
    "vacation_balance": (
        VacationBalance,
        """How many days of vacation someone has left.

Asks: quantos dias de férias eu tenho, saldo de férias / how many vacation days, vacation balance
Does: counts the days earned and taken in each period.
Undo: nothing is changed""",
    ),
    "find_document": (
        FindDocument,
        """Find a document that was kept.

Asks: achar documento, procurar recibo, cadê a nota / find a document, where is the receipt
Does: searches the kept papers by their words.
Undo: nothing is changed""",
    ),
    "why": (
        Why,
        """Where a number comes from: its request, its people, its paper.

Asks: por que lançamos, de onde veio este valor, quem aprovou / why did we book, where is it from
Does: goes from the entry to its proposal, decisions and document.
Undo: nothing is changed""",
    ),
    "pending": (
        Nothing,
        """What waits for a decision: mine to decide, and what I asked for.

Asks: o que está pendente, o que espera minha aprovação / what is pending, what waits for me
Does: lists open proposals that the asker may see.
Undo: nothing is changed""",
    ),
}


def sample_tools() -> list[StructuredTool]:
    """Return the sample tools; none of them does anything."""
    return [
        StructuredTool(
            name=name,
            description=words,
            args_schema=arguments.model_json_schema(),
            func=lambda **_given: "",
        )
        for name, (arguments, words) in _TOOLS.items()
    ]
