"""The product as its owner installs and keeps it: real processes, a home of its own."""
