"""A faithful local Slack: its Web API, events and interactivity, and people to play.

It speaks to any official Slack client and knows nothing of the app that connects to it.
"""
