"""Preparation of photos as a model's input; synthetic photos."""
