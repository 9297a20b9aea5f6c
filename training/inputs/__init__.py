"""From photo files to what a network reads; synthetic photos."""
