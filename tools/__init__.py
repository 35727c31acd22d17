"""What the assistant can do: one file per tool, in folders by area."""
