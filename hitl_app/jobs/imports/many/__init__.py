"""Classify very many photos: on several processes of this computer, or on a Ray cluster."""
