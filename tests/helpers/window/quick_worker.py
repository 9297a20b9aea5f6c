"""The worker process with the small model, and without what takes long to start.

It neither loads libraries ahead nor has a low priority; for jobs without TensorFlow.
Usage: python -m tests.helpers.window.quick_worker
"""

import sys

from hitl_app import resources
from hitl_app.worker import process

if __name__ == "__main__":
    # As the fixture `seed_model` does in the window's process.
    resources.GREY_MODEL = resources.PHOTO_MODEL = "seed-cnn"
    process._load_jobs = process._load_libraries = process.lower_priority = lambda: None
    sys.exit(process.main())
