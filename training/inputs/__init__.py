"""Preparation of photos as a network's input; synthetic photos."""
