"""Download images from untrusted addresses, within bounds."""
