"""The photo of the Review page, and what is shown with it."""
