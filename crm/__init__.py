"""What the office does: a module a noun. Use cases, read models, rules. No Qt."""
