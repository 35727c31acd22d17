"""The desk: links that open once, and pages that show a record to whom it concerns."""
