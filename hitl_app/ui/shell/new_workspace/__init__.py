"""The dialog for a new workspace."""
