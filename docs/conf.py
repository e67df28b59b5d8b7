"""The site: `make docs` builds it into build/docs from the Markdown files of this folder."""

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "livenode"
extensions = ["myst_parser"]
myst_heading_anchors = 3  # a heading can be linked to by its words, as on GitHub
nitpicky = True
highlight_language = "none"  # of a block that does not say what it is
smartquotes = False  # `--option` in a help text is two hyphens

html_theme = "furo"
html_title = "livenode"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_search_summary = False  # a page that is opened from disk may not read others
html_static_path = ["style"]
html_css_files = ["pages.css"]


def setup(app: Sphinx) -> None:
    """Show what no highlighter knows as plain text."""
    for language in ("osc", "chuck"):
        app.add_lexer(language, TextLexer)
