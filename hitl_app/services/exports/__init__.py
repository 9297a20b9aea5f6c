"""Labels as files and folders for other programs: a module a kind of format."""
