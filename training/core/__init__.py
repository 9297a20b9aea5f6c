"""What every other package uses: errors, whole files, checked bytes, text for people."""
