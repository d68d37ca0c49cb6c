#!/usr/bin/env python3
"""Counts the entries of a baseline that come back when articles are edited without changing what they say.

    benches/baseline.py FOLDER [SEED]

A copy of the text and Markdown files in FOLDER gets a baseline of all levels, which has to silence exactly itself. Then
paragraphs that no finding is about change places, paragraphs are wrapped at 72 columns, files are renamed, line ends become
CRLF, and all of that at once. An entry comes back if it matches nothing any more while its rule reports something else in its
draft. Others are left over because what they speak of is gone: a group that nobody named has somebody named after it. What is
told besides is new: a surname that now stands before the full name.
"""

import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("COPYDESK", ROOT / "target/release/copydesk")).resolve()
NAME = "copydesk-baseline.jsonl"
WIDTH = 72
# What a line must not begin with, or it would be something else than prose.
MARKUP = re.compile(r"[#>*+\-|=~\[:]|\d+[.)]")


def run(folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [PROGRAM, arguments[0], "--no-config", "--level", "advice", *arguments[1:]]
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"copydesk ended with {done.returncode}")
    return done.stdout.decode()


def check(folder):
    report = json.loads(run(folder, "check", "--format", "json"))
    found = [one for one in report["diagnostics"] if one["rule"] != "baseline"]
    return [[one for one in found if one["standing"]["is"] == standing] for standing in ("reported", "baselined")]


def parts(text):
    """The front matter, and paragraphs with what stands between them, by turns."""
    matter = re.match(r"\ufeff?(---|\+\+\+)\n.*?\n\1[ \t]*\n", text, re.S)
    at = matter.end() if matter else 0
    return text[:at], re.split(r"(\n[ \t]*(?:\n[ \t]*)+)", text[at:])


def is_prose(paragraph):
    is_plain = "\n" not in paragraph and not re.match(r"\s{4}|[<`!{]", paragraph) and not MARKUP.match(paragraph)
    return is_plain and len(paragraph) > 120 and not any(mark in paragraph for mark in ("{{", "{%", "|"))


def shuffled(text, findings, chance):
    head, pieces = parts(text)
    busy = [(one["start"], one["end"]) for found in findings for one in (found, *found["evidence"]) if one.get("path") == found["path"]]
    free, at = [], len(head.encode())
    for index, piece in enumerate(pieces):
        end = at + len(piece.encode())
        if index >= 2 and index % 2 == 0 and is_prose(piece) and not any(a < end and at <= b for a, b in busy):
            free.append(index)
        at = end
    places = chance.sample(free, len(free))
    return head + "".join([pieces[dict(zip(free, places)).get(index, index)] for index in range(len(pieces))])


def wrapped(text, name):
    head, pieces = parts(text)
    # In a plain text lines that are not set off would be read as parts of a paragraph, once others are.
    if not name.endswith(".md") and any("\n" in piece.strip("\n") for piece in pieces[::2]):
        return text
    # The headline of a plain text stays a line.
    first = 0 if name.endswith(".md") else 1
    for index in range(first, len(pieces)):
        if index % 2 == 0 and is_prose(pieces[index]):
            lines = [""]
            for word in pieces[index].split(" "):
                is_full = len(lines[-1]) + 1 + len(word) > WIDTH
                if is_full and word and not MARKUP.match(word) and not lines[-1].endswith(" ") and lines[-1].strip():
                    lines.append(word)
                else:
                    lines[-1] += (" " if lines[-1] or len(lines) > 1 else "") + word
            pieces[index] = "\n".join(lines)
    return head + "".join(pieces)


def renamed(name):
    path = Path(name)
    return str(Path("moved") / path.parent / f"x{path.stem[::-1]}{path.suffix}")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source, seed = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else "1"
    files = sorted(path for path in source.rglob("*") if path.suffix in (".txt", ".md") and path.is_file())
    texts = {str(path.relative_to(source)): path.read_bytes().decode(errors="replace").replace("\r\n", "\n") for path in files}

    def lay_out(folder, edit):
        for name, text in texts.items():
            name, text = edit(name, text)
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    with tempfile.TemporaryDirectory() as folder:
        lay_out(folder, lambda name, text: (name, text))
        run(folder, "baseline")
        baseline = (Path(folder) / NAME).read_bytes()
        told, resting = check(folder)
    entries = [json.loads(line) for line in baseline.splitlines()][1:]
    print(f"{len(files)} files, {len(entries)} entries: {len(resting)} findings rest, {len(told)} are told of")
    findings = collections.defaultdict(list)
    for one in resting:
        findings[one["path"]].append(one)
    chance = random.Random(seed)
    edits = {
        "moved": lambda name, text: (name, shuffled(text, findings[name], chance)),
        "wrapped": lambda name, text: (name, wrapped(text, name)),
        "renamed": lambda name, text: (renamed(name), text),
        "CRLF": lambda name, text: (name, text.replace("\n", "\r\n")),
        "all": lambda name, text: (renamed(name), wrapped(shuffled(text, findings[name], chance), name).replace("\n", "\r\n")),
    }
    for label, edit in edits.items():
        with tempfile.TemporaryDirectory() as folder:
            lay_out(folder, edit)
            (Path(folder) / NAME).write_bytes(baseline)
            told, resting = check(folder)
        used = {int(one["standing"]["by"].rpartition(":")[2]) for one in resting}
        left = [entry for line, entry in enumerate(entries, 2) if line not in used]
        new = collections.Counter((one["path"], one["rule"]) for one in told)
        back = collections.Counter()
        for entry in left:
            key = (edit(entry["path"], "")[0], entry["rule"])
            if new[key] > 0:
                new[key] -= 1
                back[entry["rule"]] += 1
        count = sum(back.values())
        share = 100 * count / max(len(entries), 1)
        print(f"{label:8} {count:4} back ({share:.2f}%), {len(left) - count:4} gone, {len(told) - count:4} new", dict(back.most_common()))


if __name__ == "__main__":
    main()
