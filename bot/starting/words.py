"""What the columns of the sheets are called, and the words some of them hold: in either language."""

from dataclasses import dataclass

from domain.db.base import folded

#: The Portuguese names of a column, beside its own.
_COLUMNS = {
    "name": ("nome", "razao social"),
    "role": ("papel", "funcao"),
    "slack_user_id": ("id no slack", "slack"),
    "email": ("e-mail",),
    "manager": ("gestor", "gestora", "chefe"),
    "admitted_on": ("admissao", "data de admissao"),
    "code": ("codigo",),
    "kind": ("tipo",),
    "tax_id": ("cnpj", "cpf", "cnpj/cpf", "cpf/cnpj", "cnpj ou cpf"),
    "account": ("conta",),
    "party": ("quem", "fornecedor ou cliente"),
    "description": ("descricao", "historico"),
    "number": ("numero", "documento"),
    "amount": ("valor", "saldo"),
    "issued_on": ("emissao", "data de emissao"),
    "due_on": ("vencimento", "data de vencimento"),
}
_VALUES = {
    "funcionario": "employee",
    "funcionaria": "employee",
    "gestor": "manager",
    "gestora": "manager",
    "gerente": "manager",
    "financeiro": "finance",
    "administrador": "administrator",
    "administradora": "administrator",
    "a pagar": "payable",
    "pagar": "payable",
    "a receber": "receivable",
    "receber": "receivable",
    "caixa": "cash",
    "banco": "cash",
    "ativo": "asset",
    "passivo": "liability",
    "patrimonio": "equity",
    "receita": "revenue",
    "despesa": "expense",
}
_KNOWN = {folded(each): column for column, names in _COLUMNS.items() for each in (column, *names)}


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a sheet: those that every sheet of its kind has, and those that may be there."""

    needed: tuple[str, ...]
    free: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.needed, *self.free)


def column_of(heading: str) -> str:
    """Return the column that a heading names, or the heading itself."""
    return _KNOWN.get(folded(heading), heading)


def value_of(typed: str) -> str:
    """Return the word that a cell means, where a cell holds one of a few."""
    word = folded(typed)
    return _VALUES.get(word, word)
