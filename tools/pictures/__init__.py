"""Take the pictures of the guide: `python -m tools.pictures FOLDER`."""
