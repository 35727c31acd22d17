"""Undoing an entry together with what it made: a bill, a payment, an invoice, a receipt."""
