"""Block Kit: what Slack accepts, where, and how long it may be."""
