"""Queries on photos: the queue, the catalogue, products, vectors and counts."""
