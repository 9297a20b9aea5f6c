"""Labels from files and folders of other programs: a module a kind of format."""
