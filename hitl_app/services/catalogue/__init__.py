"""The catalogue: listing, imports, products, watched folders."""
