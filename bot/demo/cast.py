"""Who and what Padaria Modelo has: people, chart, limits, suppliers, customers, titles.

Days are counted from today, so that the story holds on any day. All names and numbers are invented;
the CNPJs have valid check digits.
"""

from dataclasses import dataclass

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import AccountKind
from domain.kernel.money import Money
from domain.person.model import Role


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who works there."""

    name: str
    slack_user_id: str
    role: Role
    admitted_days: int


@dataclass(frozen=True, slots=True)
class Outsider:
    """A supplier or a customer."""

    name: str
    tax_id: str
    expense: Code | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A bill or an invoice: booked so many days ago, due so many days from now."""

    party: str
    description: str
    number: str
    amount: Money
    booked_days: int
    due_days: int
    settled: bool = False


#: The manager of all the others comes first.
MEMBERS = (
    Member("Marcos", "U0MARCOS", Role.MANAGER, 2200),
    Member("Ana", "U0ANA", Role.EMPLOYEE, 900),
    Member("Carla", "U0CARLA", Role.FINANCE, 1500),
    Member("João", "U0JOAO", Role.EMPLOYEE, 600),
    Member("Bia", "U0BIA", Role.ADMINISTRATOR, 2500),
)

CHART = (
    (Code.CASH, "Caixa", AccountKind.CASH),
    (Code.BANK, "Banco", AccountKind.CASH),
    (Code.RECEIVABLES, "Clientes a receber", AccountKind.ASSET),
    (Code.SUPPLIERS, "Fornecedores a pagar", AccountKind.LIABILITY),
    (Code.REIMBURSEMENTS, "Reembolsos a funcionários", AccountKind.LIABILITY),
    (Code.CAPITAL, "Capital social", AccountKind.EQUITY),
    (Code.REVENUE, "Receita de vendas e serviços", AccountKind.REVENUE),
    (Code.ENERGY, "Energia elétrica", AccountKind.EXPENSE),
    (Code.MEALS, "Refeições", AccountKind.EXPENSE),
    (Code.MATERIALS, "Materiais e insumos", AccountKind.EXPENSE),
    (Code.TRANSPORT, "Transporte", AccountKind.EXPENSE),
    (Code.BANK_FEES, "Tarifas bancárias", AccountKind.EXPENSE),
    (Code.RENT, "Aluguel", AccountKind.EXPENSE),
    (Code.SERVICES, "Serviços de terceiros", AccountKind.EXPENSE),
    (Code.MAINTENANCE, "Manutenção", AccountKind.EXPENSE),
    (Code.OTHER, "Outras despesas", AccountKind.EXPENSE),
)

#: Opened with: the owners' money, in the till and in the bank.
OPENING = ((Code.CASH, Money(85_000)), (Code.BANK, Money(4_871_230)))

#: (role, action, confirmed alone up to, approved up to)
LIMITS = (
    (Role.FINANCE, "post_payment", Money(200_000), Money(0)),
    (Role.FINANCE, "post_reimbursement", Money(200_000), Money(0)),
    (Role.FINANCE, "record_receipt", Money(1_000_000), Money(0)),
    (Role.FINANCE, "issue_invoice", Money(200_000), Money(0)),
    (Role.FINANCE, "register_bill", Money(200_000), Money(0)),
    (Role.FINANCE, "reverse_entry", Money(50_000), Money(0)),
    *(
        (role, action, Money(0), Money(5_000_000))
        for role in (Role.MANAGER, Role.ADMINISTRATOR)
        for action in (
            "post_payment",
            "post_reimbursement",
            "record_receipt",
            "issue_invoice",
            "register_bill",
            "reverse_entry",
            "submit_expense",
            "request_vacation",
            "cancel_vacation",
        )
    ),
)

SUPPLIERS = (
    Outsider("Energisa", "31415926000171", Code.ENERGY),
    Outsider("Moinho Boa Safra", "27182818000129", Code.MATERIALS),
    Outsider("Embalagens Ipê", "16180339000157", Code.MATERIALS),
    Outsider("Contábil Horizonte", "14142135000104", Code.SERVICES),
    Outsider("Imobiliária Três Ruas", "17320508000170", Code.RENT),
)

CUSTOMERS = (
    Outsider("Mercearia Silva", "22360679000162"),
    Outsider("Hotel Beira-Rio", "26457513000110"),
    Outsider("Café da Praça", "33166247000131"),
)

BILLS = (
    Title("Energisa", "Energia elétrica da loja", "NF 10231", Money(18_740), 32, -12, settled=True),
    Title("Energisa", "Energia elétrica da produção", "NF 10876", Money(124_055), 12, 0),
    Title("Moinho Boa Safra", "Farinha de trigo, 40 sacas", "4471", Money(386_000), 35, -5),
    Title("Embalagens Ipê", "Sacos e caixas", "882", Money(41_290), 20, -2),
    Title("Contábil Horizonte", "Honorários do mês", "119", Money(98_000), 8, 7),
    Title("Imobiliária Três Ruas", "Aluguel da loja", "R-24", Money(450_000), 5, 10),
)

INVOICES = (
    Title("Mercearia Silva", "Pães da quinzena", "", Money(128_400), 40, -10),
    Title("Hotel Beira-Rio", "Café da manhã do mês", "", Money(572_000), 18, 12),
    Title("Café da Praça", "Bolos e tortas", "", Money(64_350), 30, -3, settled=True),
)
