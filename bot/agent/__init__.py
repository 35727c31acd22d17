"""The agent: turns a message into questions answered and proposals filed, and nothing else."""
