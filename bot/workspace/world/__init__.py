"""What exists in a workspace: people, channels, messages, files, views, and what is true of them."""
