"""What the company owes: a bill, its due date, and what has been paid of it."""
