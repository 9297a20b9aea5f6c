"""Finds photo files in folders and ZIP files; `safeio.decoding` makes pixels of them."""
