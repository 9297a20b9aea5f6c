"""Synthetic photos: items made into photos by domain randomisation, and drawn garments."""
