"""A supplier or a customer: someone outside with whom the company has accounts."""
