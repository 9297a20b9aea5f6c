"""Analysis of labelled images before a training."""
