"""HTML pages of templates in which every value is escaped."""

from typing import Any


def render_page(package: str, name: str, **values: Any) -> str:
    """Return a page of HTML.

    Args:
        package: The package whose folder `templates` holds the template.
        name: The template's file name.
        **values: What the template names; each text is escaped.

    Raises:
        jinja2.UndefinedError: The template names a value that is missing.
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(values)
