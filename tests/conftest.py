"""What every test has: a home of its own, no screen, and a look at what it left behind."""

pytest_plugins = [
    "pytester",
    "tests.helpers.isolation",
    "tests.helpers.leaks",
    "tests.helpers.order",
    "tests.helpers.state",
]
