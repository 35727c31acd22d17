"""A proposal: an action, its frozen arguments, its effect, and who has decided on exactly that."""
