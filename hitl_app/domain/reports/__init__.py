"""Figures on the catalogue, the work and the models, computed from counts."""
