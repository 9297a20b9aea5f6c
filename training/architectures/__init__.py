"""Builders of models by name, and how each is trained."""
