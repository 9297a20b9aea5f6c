"""Domain of Second Look in plain Python and NumPy: no Qt, no database, no TensorFlow."""
