"""What was said and done in each thread: turns of people's messages, each with the model's steps.

It is the agent's memory and the record of what the model was asked, said and called. Nothing here
decides anything.
"""
