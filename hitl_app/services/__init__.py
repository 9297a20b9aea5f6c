"""Operations on a workspace that need no TensorFlow: one module per task."""
