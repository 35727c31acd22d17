"""Everything that speaks to the world: Slack, the web, the model, the job queue, the shell."""
