"""Panels on inspections, certificates and targets, shared by Insights and Models."""
