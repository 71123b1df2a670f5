#!/usr/bin/env python3
"""Rejects an #include that crosses a layer; cmake/Layers.cmake is the table.

A wrong link fails at configure time, but a wrong include of a header with nothing to link compiles.
"""

import re

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
QT = re.compile(r"^(Q[A-Z]\w*|Qt\w*/.*|qt\w*/.*|q[a-z]+\.h)$")
NETWORK = re.compile(r"^(QNetwork\w*|Q(Tcp|Udp|Ssl|Local|Abstract)(Socket|Server)|QHost\w+|QtNetwork/.*|curl/.*"
                     r"|boost/(asio|beast)(/.*|\.hpp)|sys/socket\.h|netinet/.*)$")
DATABASE = re.compile(r"^(sqlite3\.h|SQLiteCpp/.*|libpq-fe\.h|QSql\w*|QtSql/.*)$")
SQL = re.compile(r'"[^"\n]*\b(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s'
                 r"|CREATE\s+(TABLE|INDEX|TRIGGER|VIRTUAL|UNIQUE)\b)")

QT_FREE = ("models/domain", "models/wire", "models/merge", "models/sqlite", "backend/")
SQL_ALLOWED = ("models/sqlite", "models/cache", "backend/store")


def read_layers(text):
    """{layer: set of layers it may use, or None for all} from the quoted lines of Layers.cmake."""
    layers = {}
    for name, used in re.findall(r'^\s*"([\w/]+):([^"]*)"', text, re.MULTILINE):
        layers[name] = None if used.split() == ["*"] else set(used.split())
    return layers


def layer_of(path, layers):
    path = str(path)
    held = [layer for layer in layers if path.startswith(layer + "/")]
    return max(held, key=len, default=None)


def in_any(layer, prefixes):
    return any(layer == prefix or layer.startswith(prefix.rstrip("/") + "/") for prefix in prefixes)


def check_include(root, path, layer, layers, bracket, target):
    if bracket == "<":
        if QT.match(target) and in_any(layer, QT_FREE):
            return f"{layer} is free of Qt, so not <{target}>"
        if DATABASE.match(target) and not in_any(layer, SQL_ALLOWED) and layer not in ("app", "backend/main"):
            return f"{layer} does not reach a database, so not <{target}>"
        if NETWORK.match(target) and layer == "widgets":
            return f"widgets never use the network, so not <{target}>"
        return None
    used = layer_of(target, layers)
    if used is None:
        if "/" not in target and (root / path).parent.joinpath(target).exists():
            return f'write the include of "{target}" from the project\'s root'
        return None
    allowed = layers[layer]
    if used != layer and allowed is not None and used not in allowed:
        return f'{layer} may not include {used}: "{target}"'
    return None


def check_fuzz(root, layers):
    """The layers that a fuzz target names for CMake, which leaves a target out when one is not built."""
    folder = root / "tests/fuzz"
    for path in sorted(folder.glob("*_fuzz.cpp")) if folder.is_dir() else []:
        match = re.search(r"^// uses: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for layer in re.split(r"[ ,]+", match.group(1).strip()) if match else []:
            if layer not in layers:
                yield f"{path.relative_to(root)}:1: there is no layer {layer}"


def check(root):
    layers = read_layers((root / "cmake/Layers.cmake").read_text())
    findings = list(check_fuzz(root, layers))
    for folder in ("app", "backend", "models", "resources", "widgets"):
        if not (root / folder).is_dir():
            continue
        for path in tree.files(root, tree.CODE, folder):
            layer = layer_of(path, layers)
            if layer is None:
                findings.append(f"{path}:1: belongs to no layer of cmake/Layers.cmake")
                continue
            text = tree.without_comments((root / path).read_text(encoding="utf-8"))
            for number, line in enumerate(text.split("\n"), 1):
                match = INCLUDE.match(line)
                problem = check_include(root, path, layer, layers, *match.groups()) if match else None
                if problem is None and SQL.search(line) and not in_any(layer, SQL_ALLOWED):
                    problem = f"SQL lives in {', '.join(SQL_ALLOWED)}"
                if problem:
                    findings.append(f"{path}:{number}: {problem}")
        for path in tree.files(root, {".txt"}, folder):
            if folder == "models" and path.name == "CMakeLists.txt":
                for number, line in enumerate(tree.lines(root, path), 1):
                    if re.search(r"Qt6::(Widgets|Charts|Quick|PrintSupport)\b", line):
                        findings.append(f"{path}:{number}: models have no graphical interface")
    return findings


if __name__ == "__main__":
    tree.report("includes", check(tree.root_from_arguments()))
