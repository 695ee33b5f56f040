"""Mi día: what is due, what is on this week, whom one has not spoken with for long."""
