"""The steps from one version of the base's tables to the next; ``db.migrate`` runs them."""
