"""Model versions as folders: card, weights, calibration, packing, serving."""
