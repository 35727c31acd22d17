"""The desk: plain read-only pages of records, opened by a one-time link from Slack."""
