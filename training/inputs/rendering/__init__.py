"""Photos that nobody took: items made into photos by domain randomisation, and drawn garments."""
