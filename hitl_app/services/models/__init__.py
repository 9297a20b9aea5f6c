"""Model versions: which there are, when to retrain, what another one would mean."""
