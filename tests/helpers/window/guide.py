"""Links, pictures and keys of the guide."""

import re

from hitl_app.ui.help import guide
from hitl_app.ui.help.guide import PAGES

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)(?: \"([^\"]*)\")?\)")


def links():
    return [
        (page, *found.groups()) for page in PAGES for found in LINK.finditer(guide.source_of(page))
    ]
