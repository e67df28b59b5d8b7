"""See that every package of a bill of materials may be shipped with ours: `make sbom`.

Ours is under Apache-2.0; what an installation without extras brings is permissive, or a library under the
LGPL or MPL that stays a library of its own. The GPL is in optional extras only.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-or-later", "MIT",
    "LLVM-exception", "MIT-0", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
    "License :: OSI Approved :: Apache Software License",
    "License :: OSI Approved :: BSD License",
    "License :: OSI Approved :: MIT License",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
}  # fmt: skip
# packages whose metadata do not say it: what their LICENSE is
KNOWN = {"protobuf": "BSD-3-Clause", "python-osc": "Unlicense"}


def named(component: dict) -> Iterator[str]:
    """Return the licences of a component, as its metadata names them."""
    if component["name"] in KNOWN:
        yield KNOWN[component["name"]]
        return
    for row in component.get("licenses") or []:
        said = row.get("license", {})
        yield row.get("expression") or said.get("id") or said.get("name") or "nothing"


def is_allowed(expression: str) -> bool:
    """Return whether a name or an SPDX expression is: with OR one side does, with AND or WITH all must."""
    if expression in ALLOWED:
        return True
    sides = [re.split(r" AND | WITH ", side) for side in expression.strip("()").split(" OR ")]
    return any(all(name.strip("() ") in ALLOWED for name in side) for side in sides)


def main(file: str) -> int:
    """Check a bill of materials (CycloneDX, JSON); the exit code is 1 where a licence is not allowed."""
    components = json.loads(Path(file).read_text("utf-8"))["components"]
    wrong = 0
    for component in components:
        licences = list(named(component))
        if not licences or not all(map(is_allowed, licences)):
            wrong += 1
            said = ", ".join(licences) or "no licence"
            print(f"{component['name']} {component['version']}: {said}: not allowed")
    print(f"licences: {len(components)} packages, {wrong} not allowed")
    return int(bool(wrong) or not components)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
