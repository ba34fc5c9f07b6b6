"""Reads Rust sources as modules that import each other. Standard library only.

This knows tokens, not types: it follows paths that are written out, through `use` and re-exports.
"""
import collections, re, sys

TOKEN = re.compile(
    r'''(?P<space>\s+)|(?P<comment>//[^\n]*)|(?P<block>/\*)
    |(?P<raw>\b[bc]?r(?P<hashes>\#*)"(?s:.*?)"(?P=hashes))
    |(?P<string>\b[bc]"(?s:\\.|[^"\\])*"|"(?s:\\.|[^"\\])*")
    |(?P<char>\bb'(?:\\.[^']*|[^'\\])'|'(?:\\.[^']*|[^'\\])')
    |(?P<lifetime>'\w+)|(?P<word>(?:r\#)?\w+)|(?P<sign>::|->|=>|.)''', re.X)
ESCAPE = re.compile(r"\\u\{([0-9a-fA-F_]+)\}")
Token = collections.namedtuple("Token", "kind text line")


def tokens(source):
    """The words, literals and signs of Rust source, without comments."""
    found, at, line = [], 0, 1
    while at < len(source):
        match = TOKEN.match(source, at)
        end = block_end(source, at) if match["block"] else match.end()
        kind = match.lastgroup if match.lastgroup != "hashes" else "raw"
        if match["raw"]:
            kind = "string"
        if kind not in ("space", "comment", "block"):
            found.append(Token(kind, match[0], line))
        line += source.count("\n", at, end)
        at = end
    return found


def block_end(source, at):
    """Behind a block comment, which may hold others."""
    depth = 0
    for sign in re.finditer(r"/\*|\*/", source[at:]):
        depth += 1 if sign[0] == "/*" else -1
        if depth == 0:
            return at + sign.end()
    return len(source)


def closing(code, at, pairs):
    """The place of the bracket that closes the one at `at`."""
    depth = 0
    for place in range(at, len(code)):
        if code[place].kind == "sign":
            depth += (code[place].text in pairs[0]) - (code[place].text in pairs[1])
            if depth == 0:
                return place
    return len(code) - 1


def item_end(code, at):
    """The place where the item that begins at `at` ends: its `;` or the brace that closes its body."""
    words = {token.text for token in code[at:at + 6]}
    is_item = words & {"fn", "impl", "mod", "struct", "enum", "trait"}
    while at < len(code):
        text = code[at].text if code[at].kind == "sign" else None
        if text == ";" or text == "," and not is_item:
            return at
        if text == "}":
            return at - 1
        if text in ("(", "["):
            at = closing(code, at, ("([", ")]"))
        elif text == "{":
            at = closing(code, at, ("{", "}"))
            if "use" not in words:
                return at
        at += 1
    return len(code) - 1


def without_tests(code):
    """The code without items under #[cfg(test)], and the names of the modules that such items are."""
    kept, test_modules, at = [], set(), 0
    while at < len(code):
        if code[at].text == "#" and at + 1 < len(code) and code[at + 1].text == "[":
            end = closing(code, at + 1, ("[", "]"))
            words = [token.text for token in code[at + 2:end]]
            if words[:2] == ["cfg", "("] and "test" in words and "not" not in words:
                at = end + 1
                while code[at].text == "#":
                    at = closing(code, at + 1, ("[", "]")) + 1
                end = item_end(code, at)
                item = [token.text for token in code[at:end + 1]]
                if "mod" in item[:6] and item[-1] == ";":
                    test_modules.add(item[item.index("mod") + 1])
            else:
                kept.extend(code[at:end + 1])
        else:
            end = at
            kept.append(code[at])
        at = end + 1
    return kept, test_modules


class Module:
    """A file of a crate."""

    def __init__(self, name, file, is_test):
        self.name, self.file, self.is_test = name, file, is_test
        self.source = file.read_text(encoding="utf-8")
        self.all_code = tokens(self.source)
        self.code, self.test_children = without_tests(self.all_code)
        if is_test:
            self.code = []
        self.children = {}  # name → Module
        self.uses = []      # (name it gets here, path, whether it is exported)

    def declared(self):
        """The names of the modules that this one declares as files."""
        words = [token.text for token in self.all_code]
        return [words[i + 1] for i in range(len(words) - 2) if words[i] == "mod" and words[i + 2] == ";"]


class Crate:
    """A crate: its modules by their names, such as `mark::bar`; the root is the empty name."""

    def __init__(self, name, root):
        self.name, self.modules = name, {}
        self.read("", root, root.parent, False)
        for module in self.modules.values():
            module.uses, module.paths = imports(module.code)

    def read(self, name, file, folder, is_test):
        module = self.modules[name] = Module(name, file, is_test)
        for child in module.declared():
            paths = [folder / f"{child}.rs", folder / child / "mod.rs"]
            path = next((path for path in paths if path.exists()), None)
            if path is None:
                sys.exit(f"{file}: no file for `mod {child};`")
            in_tests = is_test or child in module.test_children or child == "tests"
            full = f"{name}::{child}" if name else child
            module.children[child] = self.read(full, path, folder / child, in_tests)
        return module

    def resolve(self, module, path, seen=()):
        """The module that a path in `module` leads to, re-exports followed; None: out of the crate."""
        path = list(path)
        first = path[0]
        if first == "crate":
            here, path = self.modules[""], path[1:]
        elif first in ("self", "super"):
            here = module
            while path and path[0] in ("self", "super"):
                if path[0] == "super":
                    here = self.modules[here.name.rpartition("::")[0]]
                path = path[1:]
        else:
            return self.step(module, path, seen)
        return self.step(here, path, seen) or here if path else here

    def step(self, here, path, seen):
        if not path:
            return here
        if path[0] in here.children:
            child = here.children[path[0]]
            return self.step(child, path[1:], seen) or child
        if (here.name, path[0]) in seen:
            return None
        seen = (*seen, (here.name, path[0]))
        for name, target in here.uses:
            if name == path[0]:
                return self.resolve(here, [*target, *path[1:]], seen)
        for name, target in here.uses:
            if name == "*" and tuple(target) != ("super",):
                there = self.resolve(here, target, seen)
                if there and there is not here and self.defines(there, path[0]):
                    return there
        return None

    def defines(self, module, name):
        defined = {"struct", "enum", "trait", "type", "fn", "const", "static", "mod"}
        return any(a.text in defined and b.text == name for a, b in zip(module.code, module.code[1:]))

    def edges(self):
        """Which module imports which."""
        edges = collections.defaultdict(set)
        for module in self.modules.values():
            used = collections.Counter(path[0] for path in module.paths)
            for name, path in module.uses:
                target = self.resolve(module, path)
                inner = target and target.name.startswith(module.name + "::" if module.name else "")
                if target and target is not module and not target.is_test and not (inner and not used[name]):
                    edges[module.name].add(target.name)
            for path in module.paths:
                # A name alone came by `use`, or is one of this file.
                target = self.resolve(module, path) if len(path) > 1 else None
                if target and target is not module and not target.is_test:
                    edges[module.name].add(target.name)
        return edges


def imports(code):
    """What `use` brings in, as (name, path), and the paths that the rest of the code writes."""
    uses, paths, at = [], [], 0
    while at < len(code):
        token = code[at]
        if token.text == "use" and token.kind == "word" and (at == 0 or code[at - 1].text in ";{}])" or code[at - 1].text == "pub"):
            end = at
            while code[end].text != ";":
                end += 1
            uses.extend(leaves([token.text for token in code[at + 1:end]]))
            at = end
        elif token.kind == "word" and not (at and code[at - 1].text in (".", "::")):
            path = [token.text]
            while at + 2 < len(code) and code[at + 1].text == "::" and code[at + 2].kind == "word":
                path.append(code[at + 2].text)
                at += 2
            paths.append(path)
        at += 1
    return uses, paths


def leaves(words, before=()):
    """The (name, path) pairs of a tree of `use`."""
    path, at = list(before), 0
    while at < len(words):
        word = words[at]
        if word == "{":
            depth, start, found = 0, at + 1, []
            for place in range(at, len(words)):
                depth += (words[place] == "{") - (words[place] == "}")
                if (depth == 1 and words[place] == "," or depth == 0) and place > start:
                    found += leaves(words[start:place], path)
                if depth == 1 and words[place] == ",":
                    start = place + 1
                if depth == 0:
                    return found
        if word == "as":
            return [(words[at + 1], path)]
        if word != "::":
            path.append(word)
        at += 1
    if path[-1] == "*":
        return [("*", path[:-1])]
    if path[-1] == "self":
        path = path[:-1] or ["self"]
    return [(path[-1], path)]


def cycles(edges):
    """The sets of more than one module that reach each other, largest first."""
    reach = {}
    for start in edges:
        seen, todo = set(), [start]
        while todo:
            for target in edges.get(todo.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        reach[start] = seen
    found = {frozenset(b for b in reach[a] if a in reach.get(b, ())) for a in reach if a in reach[a]}
    return sorted((sorted(one) for one in found if len(one) > 1), key=lambda one: (-len(one), one))


def above(name, other):
    """Whether the module `name` is an ancestor of `other`."""
    return name != other and (not name or other.startswith(name + "::"))


def functions(module):
    """Each function with a body: its name, line and number of lines."""
    code = module.all_code
    for at in range(len(code) - 1):
        if code[at].text == "fn" and code[at + 1].kind == "word":
            end = item_end(code, at)
            if code[end].text == "}":
                yield code[at + 1].text, code[at].line, code[end].line - code[at].line + 1


def types(module):
    """The types and traits that a file defines, those within impls and traits apart."""
    code, stack, pending = module.code, [], ""
    for at, token in enumerate(code):
        if token.kind == "sign" and token.text in "{};":
            if token.text == "{":
                stack.append(pending)
            elif token.text == "}" and stack:
                stack.pop()
            pending = ""
        elif token.kind == "word" and token.text in ("struct", "enum", "trait", "type", "union"):
            name = code[at + 1]
            if name.kind == "word" and not (token.text == "type" and stack and stack[-1] in ("impl", "trait")):
                yield name.text, token.line
        elif token.kind == "string" and at > 1 and code[at - 1].text == "," and code[at + 1].text == "{":
            # As a macro of the model declares a set of codes: `Role, "role" {`.
            if code[at - 2].text[:1].isupper():
                yield code[at - 2].text, token.line
        if token.kind == "word" and not pending and token.text in ("impl", "trait", "fn", "struct", "enum", "mod"):
            pending = token.text


def literals(module):
    """Texts of string and char literals outside of tests, with escapes of Han characters resolved."""
    for token in module.code:
        if token.kind in ("string", "char"):
            text = ESCAPE.sub(lambda code: chr(int(code[1].replace("_", ""), 16)), token.text)
            yield re.sub(r"\s+", " ", text), token.line
