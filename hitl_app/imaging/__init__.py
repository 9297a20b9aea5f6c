"""Find photo files in folders and ZIP files; `safeio.decoding` decodes them."""
