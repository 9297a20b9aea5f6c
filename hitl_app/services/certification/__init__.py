"""Inspections of lots, their certificates, and acceptance under an older one."""
