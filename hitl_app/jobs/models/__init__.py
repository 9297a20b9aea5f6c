"""Retrain, compare, activate, export and import model versions; score photos by one."""
