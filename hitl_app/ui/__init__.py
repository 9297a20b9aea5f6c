"""The window: Qt Widgets; a page a module, one table of commands, one place for messages."""
