"""Bytes and text from outside, read within bounds, and files that are written whole.

What `hitl_app` and `training` share; it knows neither.
"""
