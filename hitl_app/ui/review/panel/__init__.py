"""The right side of the Review page: categories and last decisions."""
