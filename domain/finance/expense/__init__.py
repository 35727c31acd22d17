"""What a person paid for the company and is owed back: the receipt and where it was booked."""
