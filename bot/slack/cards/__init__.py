"""Cards: values in, Block Kit out. Nothing here reads a database or speaks to Slack."""
