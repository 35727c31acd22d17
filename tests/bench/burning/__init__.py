"""What `clicks` puts before the product's own packages: a chat model that burns the processor."""
