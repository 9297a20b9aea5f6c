"""The table of commands; menus, keys and the dispatcher follow it."""
