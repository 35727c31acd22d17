"""What came in from Slack and which cards stand there: each event once, each copy known."""
