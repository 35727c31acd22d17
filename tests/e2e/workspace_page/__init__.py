"""The workspace's page in a browser: what people see and press."""
