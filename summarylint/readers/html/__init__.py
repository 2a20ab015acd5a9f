"""HTML: what a browser shows of a page, one block a line, and where in its source each stretch stands.

Left out is only what nobody sees: scripts, styles, templates, `hidden`, `display: none` in a `style` attribute. Menus and
notices stay, as a page that was handed in with them must go back. Style sheets are not followed, and `visibility: hidden`
counts as seen: WeChat's saved articles are marked so until a script has run.
"""

from __future__ import annotations

from summarylint.comments import COMMENT
from summarylint.errors import Said, UnreadableError
from summarylint.model import Document
from summarylint.patterns import Pattern
from summarylint.readers.html.charset import decoded_page
from summarylint.readers.html.lines import document_of
from summarylint.readers.html.page import Page
from summarylint.readers.html.source import MARK, prepared

_ELSEWHERE = Pattern(r"(?i)<(?:img|svg|canvas|object|embed|video|frame|iframe|script)[\s/>]")
_NO_TEXT = Said(
    "a page without text: pictures, frames, or what a script brings in; open it in a browser and save its text as .docx",
    "网页里没有文字，只有图片、框架或由脚本载入的内容；请在浏览器中打开，把文字另存为.docx",
)


def read_html(name: str, content: bytes, encoding: str | None) -> Document:
    """The document of an HTML page; its `origin` is an `Origin`.

    Raises UnreadableError for what is no text at all.
    """
    from selectolax.lexbor import LexborHTMLParser

    decoded = decoded_page(content, encoding)
    source, runs = prepared(decoded.text, COMMENT.compiled)
    tree = LexborHTMLParser(source)
    if runs:
        # A mark must not have changed what the parser made of the page.
        plain = LexborHTMLParser(MARK.sub("", source))
        if MARK.sub("", tree.html or "") != plain.html:
            tree, runs = plain, []
    root = tree.root
    page = Page(decoded.text, runs)
    if root is not None:
        # Comments may stand before the page.
        page.walk(root.parent.child if root.parent is not None and root.parent.child is not None else root)
    return document_of(page.lines, name, decoded, page.pictures)


def refuse_without_text(document: Document, content: bytes, encoding: str | None) -> None:
    """Raises UnreadableError for a page that shows only what is not in it, which is not the same as an empty one."""
    if document.text.strip() or document.problem is not None:
        return
    if _ELSEWHERE.search(decoded_page(content, encoding).text):
        raise UnreadableError(_NO_TEXT)
