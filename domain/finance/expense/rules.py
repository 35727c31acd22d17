"""What a receipt must say to be paid back, and by when it is.

No law sets the day: a company fixes its own. Brazilian companies commonly pay people back twice a
month, around the 5th and the 20th, when wages and the advance on them go out anyway. PIX pays on a
Saturday and on a holiday too, so that a day of rest moves nothing.
"""

from datetime import date, timedelta

from domain.kernel.errors import Invalid

#: The days of the month on which people are paid back.
PAY_DAYS = (5, 20)
#: A request may wait a week for its approver (`domain.proposal.service.OPEN_FOR`): what is approved
#: on its last day must not be late on the day it is booked.
NOTICE = timedelta(days=7)


def pay_by(asked_on: date) -> date:
    """Return the first day of paying back that is a week or more after the asking."""
    day = asked_on + NOTICE
    while day.day not in PAY_DAYS:
        day += timedelta(days=1)
    return day


def check_day(spent_on: date, today: date) -> None:
    """Raise Invalid for a receipt from the future."""
    if spent_on > today:
        raise Invalid("expense.in_the_future", field="spent_on", spent_on=spent_on)
