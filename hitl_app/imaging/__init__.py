"""Finds photo files in folders and ZIP files; `training.decoding` makes pixels of them."""
