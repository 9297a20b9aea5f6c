"""Numbers, answers and messages in words, in the language of the window."""
