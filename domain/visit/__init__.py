"""A visit: a person's hours at the desk, begun by a link that opens once."""
