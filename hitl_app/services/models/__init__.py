"""Model versions: list, activate, schedule, prune."""
