"""CNPJ (letters allowed since July 2026) and CPF, by their check digits."""

import re

from stdnum.br import cnpj, cpf

_CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}", re.ASCII)
_CPF = re.compile(r"[0-9]{11}", re.ASCII)


def holds(bare: str) -> bool:
    """Return whether a bare CNPJ or CPF has right check digits and is not one digit repeated."""
    if len(set(bare)) == 1:
        return False
    if _CNPJ.fullmatch(bare):
        return bool(cnpj.is_valid(bare))
    return bool(_CPF.fullmatch(bare)) and bool(cpf.is_valid(bare))


def printed(bare: str) -> str:
    """Return a bare CNPJ or CPF with its points, stroke and dash."""
    return str(cnpj.format(bare) if len(bare) == 14 else cpf.format(bare))
