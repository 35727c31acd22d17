"""The model that needs no key: it reads requests by rule, from what each bound tool says of itself.

It holds no phrase of its own about any tool. A tool's name, its `Asks:` line, its descriptions and its
schema's `x-slot` marks are all it knows; the lexicon knows words of the back office in two languages.
"""
