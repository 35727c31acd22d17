"""The quarantine's inside: the child process in which files are opened, caged before it meets one.

Outside, `bot/documents/quarantine.py` starts it, watches it and kills it.
"""
