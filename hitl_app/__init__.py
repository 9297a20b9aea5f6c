"""Second Look: a program to label product photos, with a model that learns from the decisions."""

__version__ = "0.1.0"
