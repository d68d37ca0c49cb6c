#!/usr/bin/env python3
"""What the same stories cost in each format.

    python3 benches/formats.py FOLDER [BINARY [ROUNDS]]

FOLDER holds stories in plain text (`.txt`, headline in the first line, a paragraph a line), at any depth. They are written
in every format to a folder of their own and checked there, the formats in turn, ROUNDS times (5); the least CPU time of each
counts, less what an empty folder takes. Needs Python 3.9 and nothing else.
"""
import html
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

FOLDER = pathlib.Path(sys.argv[1])
BINARY = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else "target/release/copydesk")
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5

MARKS = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>#|~&"})
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_markdown(title, paragraphs):
    parts = ["---\ntitle: " + json.dumps(title, ensure_ascii=False) + "\n---"]
    parts += [paragraph.translate(MARKS) for paragraph in paragraphs]
    return "\n\n".join(parts) + "\n"


def as_html(title, paragraphs):
    body = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>\n" for paragraph in paragraphs)
    return f"<!DOCTYPE html>\n<html><body><article><h1>{html.escape(title, quote=False)}</h1>\n{body}</article></body></html>\n"


def as_archieml(title, paragraphs):
    lines = [paragraph if paragraph[0].isalnum() else "\\" + paragraph for paragraph in paragraphs]
    return f"headline: {title}\n\n[+body]\n" + "\n\n".join(lines) + "\n[]\n"


def as_nitf(title, paragraphs):
    body = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>\n" for paragraph in paragraphs)
    head = f"<body.head><hedline><hl1>{html.escape(title, quote=False)}</hl1></hedline></body.head>"
    return f"<?xml version=\"1.0\"?>\n<nitf><body>{head}<body.content>\n{body}</body.content></body></nitf>\n"


def as_newsml(title, paragraphs):
    inner = as_nitf(title, paragraphs).split("\n", 1)[1]
    return ("<?xml version=\"1.0\"?>\n<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><contentSet>"
            f"<inlineXML contenttype=\"application/nitf+xml\">{inner}</inlineXML></contentSet></newsItem>\n")


def as_ninjs(title, paragraphs):
    body = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return json.dumps({"uri": "urn:x", "type": "text", "headline": title, "body_xhtml": body}, ensure_ascii=False)


def as_line(title, paragraphs):
    return json.dumps({"headline": title, "body": "\n\n".join(paragraphs)}, ensure_ascii=False) + "\n"


def write_docx(path, title, paragraphs):
    def paragraph(text, style=""):
        style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{style}<w:r><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r></w:p>'

    body = paragraph(title, "Title") + "".join(paragraph(text) for text in paragraphs)
    document = f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    styles = (f'<?xml version="1.0"?>\n<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Title">'
              '<w:name w:val="Title"/></w:style></w:styles>')
    types = ('<?xml version="1.0"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", styles)


FORMATS = {
    "text": ("txt", lambda title, paragraphs: "\n\n".join([title, *paragraphs]) + "\n"),
    "markdown": ("md", as_markdown),
    "mdx": ("mdx", as_markdown),
    "html": ("html", as_html),
    "archieml": ("aml", as_archieml),
    "docx": ("docx", None),
    "nitf": ("nitf", as_nitf),
    "newsml-g2": ("xml", as_newsml),
    "ninjs": ("json", as_ninjs),
    "jsonl": ("jsonl", as_line),
}


def stories():
    for path in sorted(FOLDER.rglob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > 2:
            yield lines[0], lines[1:]


def cpu(folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([BINARY, "check", "--no-cache", "--quiet", "--fail-on", "never", "."], cwd=folder,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if run.returncode:
        sys.exit(f"{folder}: exit status {run.returncode}: {run.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    with tempfile.TemporaryDirectory() as room:
        room = pathlib.Path(room)
        (room / "copydesk.toml").write_text('[formats]\nnewsml-g2 = "*.xml"\nninjs = "*.json"\njsonl = "*.jsonl"\n')
        (room / "empty").mkdir()
        (room / "empty" / "a.txt").write_text("")
        words = 0
        for number, (title, paragraphs) in enumerate(stories()):
            words += len(title.encode()) + sum(len(paragraph.encode()) for paragraph in paragraphs)
            for name, (ending, write) in FORMATS.items():
                (room / name).mkdir(exist_ok=True)
                path = room / name / f"{number:05}.{ending}"
                if write is None:
                    write_docx(path, title, paragraphs)
                else:
                    path.write_text(write(title, paragraphs), encoding="utf-8")
        least = {name: min(cpu(room / name) for _ in range(1)) for name in ["empty", *FORMATS]}
        for _ in range(ROUNDS - 1):
            for name in least:
                least[name] = min(least[name], cpu(room / name))
        start = least.pop("empty")
        print(f"{words / 1e6:.1f} MB of words in {number + 1} stories; starting takes {start * 1000:.0f} ms\n")
        print("| format | s of CPU time for a MB of words | MB/s | by plain text |\n| --- | ---: | ---: | ---: |")
        text = least["text"] - start
        for name, seconds in least.items():
            seconds -= start
            print(f"| {name} | {seconds / words * 1e6:.3f} | {words / 1e6 / seconds:.1f} | {seconds / text:.2f} |")


main()
