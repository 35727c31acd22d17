"""What a person does in Slack: says, presses, submits, opens, stops."""
