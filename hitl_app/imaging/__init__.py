"""Finds photo files in folders and ZIP files; `training.inputs.decoding` makes pixels of them."""
