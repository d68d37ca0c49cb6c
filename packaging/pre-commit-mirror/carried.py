"""Hands pip the wheel in this folder that was made for this machine, where pip asks for one to be built."""

import pathlib
import platform
import shutil
import sys

SYSTEMS = {"linux": "linux", "darwin": "macosx", "win32": "win"}


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    system, machine = SYSTEMS.get(sys.platform, sys.platform), platform.machine().lower()
    wheels = sorted(pathlib.Path(__file__).resolve().parent.glob("*.whl"))
    found = [wheel for wheel in wheels if fits(wheel.stem.rpartition("-")[2], system, machine)]
    if len(found) != 1:
        names = ", ".join(wheel.name for wheel in found or wheels) or "none"
        wanted = f"one wheel for {system} on {machine} is wanted here, and there is not exactly one among: {names}"
        raise SystemExit(f"{wanted}. `packaging/mirror`, run on such a machine, makes it.")
    shutil.copy(found[0], wheel_directory)
    return found[0].name


def fits(tag, system, machine):
    if tag.startswith("manylinux_"):
        # pip does not look at the tag of what it is handed, and the program would not start with an older library.
        wanted = tuple(int(part) for part in tag.split("_")[1:3])
        library, version = platform.libc_ver()
        if library != "glibc" or tuple(int(part) for part in version.split(".")[:2]) < wanted:
            return False
    return system in tag and (machine in tag or "universal2" in tag)
