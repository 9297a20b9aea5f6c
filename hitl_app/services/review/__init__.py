"""The review queue: next photos, decisions, undo, second opinions, similar photos."""
