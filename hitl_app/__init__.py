"""Second Look: a window for people who label product photos, and a model that learns from them."""

__version__ = "0.1.0"
