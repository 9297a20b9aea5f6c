"""Arguments of `import`."""

from hitl_app.cli import values
from hitl_app.services.feeds import formats as feed_formats
from safeio.printing import Parser


def add_import(add: Parser) -> None:
    """Add the arguments of `import`."""
    add.add_argument(
        "paths",
        nargs="+",
        type=values.path,
        metavar="PATH",
        help="folder, photo or ZIP file; or one feed: CSV, TSV, JSON Lines or Google Merchant XML",
    )
    add.add_argument(
        "--again",
        action="store_true",
        help="also read files that seem to be unchanged; of a feed, images that have changed",
    )
    feed = add.add_argument_group("product feeds")
    for name, what in (
        ("image", "image addresses"),
        ("id", "item ids"),
        ("title", "titles"),
        ("group", "products: items with one value are one product"),
    ):
        feed.add_argument(f"--{name}-column", default="", metavar="NAME", help=f"column of {what}")
    feed.add_argument(
        "--encoding",
        choices=feed_formats.ENCODINGS,
        default="",
        help="encoding (default: UTF-8, UTF-16 with a mark, or what the XML states)",
    )
    feed.add_argument(
        "--allow-private",
        action="store_true",
        help="allow addresses of this computer and of local networks",
    )
    feed.add_argument(
        "--per-host",
        type=values.positive,
        default=0,
        metavar="N",
        help="requests to one host at the same time (default: 8; at most 16)",
    )
