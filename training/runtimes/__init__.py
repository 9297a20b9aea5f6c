"""Model versions as files for other runtimes, which need nothing of this program."""
