#!/usr/bin/env python3
"""Compares what copydesk reads in NITF, NewsML-G2 and ninjs with what Python's own parsers find there.

    python3 benches/extraction.py FOLDER [BINARY]

FOLDER holds `.xml` and `.json` files, at any depth. Prints a line for each file that differs, and the totals. Needs Python
3.9 and nothing else.
"""
import html
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
    """What is read of a file: a list of blocks for each story in it."""
    run = subprocess.run(
        [BINARY, "inspect", "--no-config", "--format", "jsonl", "--format-in", form, str(path)],
        capture_output=True, text=True, check=False)
    stories = []
    for row in map(json.loads, run.stdout.splitlines()):
        if row["type"] == "draft":
            stories.append([])
        elif row["type"] == "block" and row["role"] not in ("markup", "code"):
            stories[-1].append(row)
    return stories


def solid(texts):
    """Without white space: where a paragraph ends within an element is not what is compared."""
    return "".join("".join(texts).split())


def compare_xml():
    same = different = 0
    for path in sorted(FOLDER.rglob("*.xml")):
        expected = expected_of_xml(path)
        form = "nitf" if local(parsed(path)) == "nitf" else "newsml-g2"
        texts = [one_line(block["text"]) for story in read(path, form) for block in story]
        if solid(texts) == solid(expected):
            same += 1
            continue
        different += 1
        print(path.name)
        for text in [text for text in expected if text not in texts]:
            print(f"    missing: {text[:100]}")
        for text in [text for text in texts if text not in expected]:
            print(f"    not expected: {text[:100]}")
    print(f"XML: {same} files the same, {different} different")


def without_tags(text):
    return html.unescape(re.sub(r"<head>.*?</head>|<[^>]*>", " ", text)) if "<" in text else text


def values(item, list_name, names):
    """The texts of a ninjs item in a list of objects, or in fields of such names."""
    listed = [one.get("value") for one in item.get(list_name, []) if isinstance(one, dict)] \
        if isinstance(item.get(list_name), list) else []
    named = [value for name, value in item.items() if re.match(names, name, re.IGNORECASE)]
    texts = [value for value in named + listed if isinstance(value, str)]
    return [text for text in texts if re.search(r"\w", without_tags(text))]


def compare_ninjs():
    counts = {}
    for path in sorted(FOLDER.rglob("*.json")):
        if path.name == "source.json":
            continue
        try:
            value = json.loads(path.read_text(encoding="utf-8-sig"))
        except ValueError:
            counts["not JSON"] = counts.get("not JSON", 0) + 1
            continue
        items = value if isinstance(value, list) else [value]
        for item, story in zip([item for item in items if isinstance(item, dict)], read(path, "ninjs")):
            def found(*roles):
                return [block["text"] for block in story if block["role"] in roles]

            text = found("body", "subhead", "list", "blockquote", "table", "reference", "caption", "dek")
            wanted = {
                "headline": (values(item, "headlines", r"headline(_|$)"), found("headline"), False),
                "byline": (values(item, "-", r"by(line)?$"), found("byline"), False),
                "body": (values(item, "bodies", r"body(_|$)"), text, True),
            }
            for part, (expected, given, joined) in wanted.items():
                if not expected:
                    continue
                solids = [solid([without_tags(text)]) for text in expected]
                seen = solid(given)
                right = any(one in seen or (joined and seen in one and seen) for one in solids)
                counts[part, right] = counts.get((part, right), 0) + 1
                if not right:
                    print(f"{path.name}: {part}: {expected[0][:80]!r}, read as {given[:2]!r}")
    print("ninjs:", ", ".join(f"{key}: {count}" for key, count in sorted(counts.items(), key=str)))


compare_xml()
compare_ninjs()
