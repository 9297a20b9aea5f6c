"""Figures for the Insights page, the terminal and reports of problems."""
