"""What labels can be exported as."""

EXPORT_FORMATS = ("csv", "json", "xlsx", "parquet", "coco", "folders", "imagefolder")
"""What labels can be exported as; the last two are folders of photos."""
