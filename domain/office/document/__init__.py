"""A document is a stored original, named by the SHA-256 of its bytes; a reading is what it says.

The original comes back byte for byte and is encrypted at rest. A reading never claims more than
the paper says: what could not be read is absent.
"""
