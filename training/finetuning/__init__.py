"""Fine-tuning on corrections, and the promotion gate."""
