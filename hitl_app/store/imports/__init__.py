"""Queries on imports, watched folders and unreadable files."""
