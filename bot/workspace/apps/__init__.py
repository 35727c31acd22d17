"""What reaches an app: events and interactive payloads, over Socket Mode or signed HTTP."""
