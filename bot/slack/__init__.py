"""The Slack edge: what arrives is stored, decided and answered; cards only show what is true."""
