"""Models for Second Look: data, training, fine-tuning, evaluation and version folders.

A library and a command line of its own (``python -m training``). It does not import ``hitl_app``.
"""

__version__ = "0.1.0"
