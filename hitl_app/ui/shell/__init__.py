"""The window around the pages, and the start of the program."""
