"""A person of the company: who asks, who decides, who is paid back."""
