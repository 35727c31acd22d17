"""Slack's Web API: one module per family of methods, found by the router through the registry."""
