"""Bounded reading of foreign bytes and text, and writing of whole files.

`hitl_app` and `training` use it; it imports neither.
"""
