"""Command line; heavy modules are imported by the command that needs them."""

from hitl_app.cli.main import run

__all__ = ["run"]
