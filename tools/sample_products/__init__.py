"""Render the sample's product pictures: `python -m tools.sample_products FOLDER`."""
