"""What customers owe the company: an invoice, its due date, and what has been received of it."""
