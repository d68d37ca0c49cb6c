#!/usr/bin/env python3
"""Compares what copydesk reads in NITF, NewsML-G2 and ninjs with what Python's own parsers find there.

    python3 benches/extraction.py FOLDER [BINARY]

FOLDER holds `.xml` and `.json` files, at any depth. Prints a line for each file that differs, and the totals. Needs Python
3.9 and nothing else.
"""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

FOLDER = pathlib.Path(sys.argv[1])
BINARY = sys.argv[2] if len(sys.argv) > 2 else "target/release/copydesk"

# What stands in these elements is read by nobody who reads the story.
UNREAD = {"media-reference", "media-metadata", "media-object", "note", "rights", "pre", "script", "style"}
PARAGRAPHS = {
    "hl1": "headline", "hl2": None, "byline": "byline", "dateline": "front-matter", "p": None, "li": "list",
    "td": "table", "th": "table", "h1": None, "h2": None, "h3": None,
}


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def text_of(element):
    parts = [element.text or ""]
    for child in element:
        if local(child) and local(child) not in UNREAD:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def one_line(text):
    return " ".join(text.split())


def of_nitf(element, found):
    for child in element:
        name = local(child)
        if name in UNREAD or name == "head":
            continue
        if name in PARAGRAPHS:
            found.append(one_line(text_of(child)))
        else:
            of_nitf(child, found)


def of_newsml(element, found):
    """The copy of one item, in order."""
    for child in element:
        name = local(child)
        if name in ("headline", "description", "by", "dateline", "slugline", "creditline", "keyword"):
            found.append(one_line(text_of(child)))
        elif name == "title" and local(element) == "itemRef":
            found.append(one_line(text_of(child)))
        elif name in ("nitf", "html"):
            of_nitf(child, found)
        elif name in ("contentMeta", "contentSet", "inlineXML", "groupSet", "group", "itemRef"):
            of_newsml(child, found)


def parsed(path):
    """The root; what the declaration says of the encoding is wrong in some files that are UTF-8."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return tree.fromstring(data)
    return tree.fromstring(re.sub(r"^<\?xml[^>]*\?>", "", text))


def expected_of_xml(path):
    root = parsed(path)
    found = []
    if local(root) == "newsMessage":
        for item in root.iter():
            if local(item) in ("newsItem", "packageItem"):
                of_newsml(item, found)
    elif local(root) == "nitf":
        of_nitf(root, found)
    elif local(root) in ("newsItem", "packageItem"):
        of_newsml(root, found)
    elif local(root) in ("contentMeta", "contentSet", "groupSet"):
        wrapper = tree.Element("newsItem")
        wrapper.append(root)
        of_newsml(wrapper, found)
    return [text for text in found if text]


def read(path, form):
    """The texts of the blocks, in order, and whether anything was said of the file itself."""
    run = subprocess.run(
        [BINARY, "inspect", "--no-config", "--format", "jsonl", "--format-in", form, str(path)],
        capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    unseen = ("markup", "code")
    blocks = [row for row in rows if row["type"] == "block" and row["role"] not in unseen]
    source = path.read_bytes()
    return blocks, source, run


def main():
    same = different = 0
    for path in sorted(FOLDER.rglob("*.xml")):
        expected = expected_of_xml(path)
        form = "nitf" if local(parsed(path)) == "nitf" else "newsml-g2"
        blocks, _, run = read(path, form)
        texts = [one_line(block["text"]) for block in blocks]
        # Where a paragraph ends within an element is not what is compared.
        if "".join("".join(texts).split()) == "".join("".join(expected).split()):
            same += 1
        else:
            different += 1
            print(f"{path.name}: {run.stderr.strip()}")
            for text in [text for text in expected if text not in texts]:
                print(f"    missing: {text[:100]}")
            for text in [text for text in texts if text not in expected]:
                print(f"    not expected: {text[:100]}")
    print(f"XML: {same} the same, {different} different")


main()
