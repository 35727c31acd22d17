"""Codes of the accounts that the tools post to; the company's chart has them all."""

from enum import StrEnum


class Code(StrEnum):
    """An account by what it is for."""

    CASH = "1.1.01"
    BANK = "1.1.02"
    RECEIVABLES = "1.1.03"
    SUPPLIERS = "2.1.01"
    REIMBURSEMENTS = "2.1.02"
    CAPITAL = "3.1.01"
    REVENUE = "4.1.01"
    ENERGY = "5.1.01"
    MEALS = "5.1.02"
    MATERIALS = "5.1.03"
    TRANSPORT = "5.1.04"
    BANK_FEES = "5.1.05"
    RENT = "5.1.06"
    SERVICES = "5.1.07"
    MAINTENANCE = "5.1.08"
    OTHER = "5.1.99"
