"""What went wrong, and what to do about it, by code; `hitl_app.messages` puts it into words."""
