#!/usr/bin/env python3
"""Measures copydesk from process start and prints the tables of docs/performance.md.

    benches/compare.py FOLDER [--runs N] [--typos PROGRAM]

FOLDER holds news articles, .txt and .md. Runs of what is compared take turns, so that a busy machine slows all alike.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds/002-hard-slog.txt"
SIZES = [10_000, 100_000, 1_000_000, 10_000_000]


def run(command, folder):
    """Wall and processor milliseconds and peak megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2) or (process.returncode == 2 and "copydesk" in str(command[0])):
        sys.exit(f"{command} failed with {process.returncode}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


class Figures:
    def __init__(self, runs):
        self.wall, self.cpu, self.memory = zip(*runs)

    def row(self):
        cells = [min(self.wall), statistics.median(self.wall), min(self.cpu), statistics.median(self.cpu)]
        return " | ".join([f"{cell:,.1f}" for cell in cells] + [f"{max(self.memory):,.0f}"])


def interleaved(commands, times):
    runs = {name: [] for name in commands}
    for _ in range(times + 1):
        for name, (command, folder) in commands.items():
            runs[name].append(run(command, folder))
    # The first turn warms the file cache.
    return {name: Figures(all_runs[1:]) for name, all_runs in runs.items()}


def table(title, figures):
    print(f"\n{title}\n")
    print("| | wall ms, least | median | CPU ms, least | median | peak MB |")
    print("|---|---|---|---|---|---|")
    for name, of_name in figures.items():
        print(f"| {name} | {of_name.row()} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--typos", default="typos")
    options = parser.parse_args()
    cargo = ["cargo", "build", "--release", "--quiet"]
    subprocess.run([*cargo, "--bin", "copydesk", "--example", "house_set"], cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    copydesk, maker = str(target / "copydesk"), str(target / "examples/house_set")
    articles = sorted(path for path in options.folder.rglob("*") if path.suffix in {".txt", ".md"} and path.is_file())

    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        plain, house = work / "plain", work / "house"
        plain.mkdir()
        (plain / "copydesk.toml").write_text("")
        subprocess.run([maker, "rules", house], check=True)
        for project in (plain, house):
            (project / "empty.txt").write_text("")
            for number, article in enumerate(articles):
                shutil.copyfile(article, project / f"articles-{number}{article.suffix}")

        commands = {"copydesk, built-in rules": ([copydesk, "check", "--quiet", options.folder.resolve()], work)}
        typos = shutil.which(options.typos)
        if typos:
            commands["typos"] = ([typos, options.folder.resolve()], work)
        else:
            print("typos is not installed (pip install typos); nothing to compare with", file=sys.stderr)
        table(f"A folder of {len(articles):,} articles", interleaved(commands, options.runs))

        commands = {
            "one seed, built-in rules": ([copydesk, "check", SEED], plain),
            "an empty draft, built-in rules": ([copydesk, "check", "empty.txt"], plain),
            "an empty draft, 13,000 entries": ([copydesk, "check", "empty.txt"], house),
        }
        started = interleaved(commands, 3 * options.runs)
        table("From process start", started)

        commands = {
            "built-in rules": ([copydesk, "check", "--quiet", "."], plain),
            "with 13,000 entries": ([copydesk, "check", "--quiet", "."], house),
        }
        checked = interleaved(commands, options.runs)
        table(f"The same {len(articles):,} articles with and without a large house style", checked)
        starts = [started[name] for name in list(started)[1:]]
        per_file = []
        for name, start in zip(checked, starts):
            cpu = (statistics.median(checked[name].cpu) - statistics.median(start.cpu)) / max(len(articles), 1)
            per_file.append(cpu)
            print(f"\n{name}: {cpu:.3f} ms of CPU a file after start-up")
        print(f"\nRatio: {per_file[1] / per_file[0]:.2f}")

        commands = {}
        for layout, ending in [("plain", "txt"), ("line", "txt"), ("markdown", "md")]:
            for size in SIZES:
                file = work / f"{layout}-{size}.{ending}"
                subprocess.run([maker, "text", file, str(size), layout], check=True)
                commands[f"{layout}, {size // 1000:,} kB"] = ([copydesk, "check", "--quiet", file], work)
        grown = interleaved(commands, max(options.runs // 2, 3))
        table("One file that grows", grown)
        for name, (command, _) in commands.items():
            size = int(command[-1].stem.split("-")[1])
            net = statistics.median(grown[name].cpu) - statistics.median(starts[0].cpu)
            if size >= 1_000_000 and net > 0:
                print(f"\n{name}: {size / 1000 / net:.1f} MB/s of CPU time after start-up")


if __name__ == "__main__":
    main()
