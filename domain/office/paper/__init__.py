"""A paper is a document as somebody handed it in, in one conversation, and what became of it."""
