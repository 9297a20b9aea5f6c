"""Sentences on known errors by code: event and remedy."""
