"""What is in the catalogue, and how photos come into it."""
