"""What people do in Slack, one file per concept; each has `listen(app, edge)`."""
