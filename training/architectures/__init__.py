"""Builders of networks by name, and how each is trained."""
