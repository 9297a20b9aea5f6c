"""A workspace in the browser: upload page, review page and API, served over HTTP."""
