"""XML parsed hardened: no document type, no entities, no network, no tree out of proportion."""

from lxml import etree

from domain.kernel.errors import Invalid

type Node = etree._Element  # noqa: SLF001 - lxml gives its element type no public name


def parse(content: bytes) -> Node:
    """Return the root. Raises Invalid for what is not well formed or declares a document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise Invalid("ingest.unreadable") from broken
    if root.getroottree().docinfo.doctype:
        raise Invalid("ingest.refused_doctype")
    return root


def local(node: Node) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def child(node: Node | None, *path: str) -> Node | None:
    """Return the element down a path of local names, or None."""
    for name in path:
        if node is None:
            return None
        node = next((each for each in node if local(each) == name), None)
    return node


def children(node: Node | None, name: str) -> list[Node]:
    """Return the child elements called `name`."""
    return [] if node is None else [each for each in node if local(each) == name]


def text(node: Node | None, *path: str) -> str:
    """Return the text of the element down a path; empty when there is none."""
    found = child(node, *path)
    return "" if found is None or found.text is None else found.text.strip()
