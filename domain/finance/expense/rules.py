"""What a receipt must say to be paid back."""

from datetime import date

from domain.kernel.errors import Invalid


def check_day(spent_on: date, today: date) -> None:
    """Raise Invalid for a receipt from the future."""
    if spent_on > today:
        raise Invalid("expense.in_the_future", field="spent_on", spent_on=spent_on)
