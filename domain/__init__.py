"""What the words mean and what is true."""
