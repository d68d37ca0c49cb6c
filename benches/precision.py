#!/usr/bin/env python3
"""Counts what each built-in rule finds in published articles, for docs/precision.md.

    benches/precision.py PATH [PATH ...]
    benches/precision.py @LIST

PATH is a news article or a folder of them, LIST a file with a path a line. The counts go to docs/precision/hits.json, with a mark of each rule's files as
they were, so that the table can say which rules have changed since. `COPYDESK_ACCEPT=1 cargo test --test precision` then
writes the table anew. Rules that are off are counted as if they were on.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ["error", "warning", "advice"]


def mark(rule):
    """FNV-1a over the rule file and the word lists and tables that it names; tests/precision.rs does the same."""
    text = rule.read_bytes().decode()
    resources = [path for folder in (ROOT / "rules/lexicon", rule.parent) for path in folder.iterdir()]
    named = [path for path in resources if f'"{path.stem}"' in text or f'"{path.name}"' in text]
    files = [rule] + sorted((path for path in named if path.suffix != ".toml"), key=lambda path: path.name)
    value = 0xCBF29CE484222325
    for byte in b"".join(file.read_bytes() for file in files).replace(b"\r", b""):
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, fromfile_prefix_chars="@")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    paths = [path.resolve() for path in parser.parse_args().paths]
    subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", "copydesk"], cwd=ROOT, check=True)
    rules = {path.stem: path for path in sorted(ROOT.glob("rules/*/*.toml"))}
    options = ["--no-config", "--fail-on", "never", "--level", "advice", "--format", "json"]
    command = [ROOT / "target/release/copydesk", "check", *options, "--select", ",".join(rules)]
    run = subprocess.run([*command, *paths], stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.exit(f"copydesk ended with {run.returncode}")
    report = json.loads(run.stdout)
    hits = {rule: {"mark": mark(path), "articles": 0, **dict.fromkeys(LEVELS, 0)} for rule, path in rules.items()}
    seen = set()
    for found in report["diagnostics"]:
        of_rule = hits.get(found["rule"])
        if of_rule:
            of_rule[found["level"]] += 1
            of_rule["articles"] += (found["rule"], found["path"]) not in seen
            seen.add((found["rule"], found["path"]))
    rows = ",\n".join(f"    {json.dumps(rule)}: {json.dumps(row)}" for rule, row in hits.items())
    words, articles = report["summary"]["words"], report["summary"]["drafts"]
    text = f'{{\n  "words": {words},\n  "articles": {articles},\n  "rules": {{\n{rows}\n  }}\n}}\n'
    (ROOT / "docs/precision/hits.json").write_text(text)


if __name__ == "__main__":
    main()
