# difflib: longest matching blocks, and differences between sequences told by them.
from collections import namedtuple
from types import GenericAlias

Match = namedtuple("Match", "a b size")

class SequenceMatcher:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.set_seqs(a, b)
    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)
    def set_seq1(self, a):
        self.a = a
        self._blocks = self._codes = None
    def set_seq2(self, b):
        self.b = b
        self._blocks = self._codes = None
        places = {}
        for i, each in enumerate(b):
            places.setdefault(each, []).append(i)
        self.bjunk = {each for each in places if self.isjunk is not None and self.isjunk(each)}
        for each in self.bjunk:
            del places[each]
        self.bpopular = set()
        if self.autojunk and len(b) >= 200:
            self.bpopular = {each for each, found in places.items() if len(found) > len(b) // 100 + 1}
            for each in self.bpopular:
                del places[each]
        self.b2j = places
    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b = self.a, self.b
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besti, bestj, best = alo, blo, 0
        lengths = {}
        for i in range(alo, ahi):
            now = {}
            for j in self.b2j.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = now[j] = lengths.get(j - 1, 0) + 1
                if k > best:
                    besti, bestj, best = i - k + 1, j - k + 1, k
            lengths = now
        # Grown by what is no start of a match: the popular first, then junk.
        for junk in (False, True):
            while besti > alo and bestj > blo and (b[bestj - 1] in self.bjunk) == junk and a[besti - 1] == b[bestj - 1]:
                besti, bestj, best = besti - 1, bestj - 1, best + 1
            while besti + best < ahi and bestj + best < bhi and (b[bestj + best] in self.bjunk) == junk and a[besti + best] == b[bestj + best]:
                best += 1
        return Match(besti, bestj, best)
    def get_matching_blocks(self):
        if self._blocks is not None:
            return self._blocks
        waiting, found = [(0, len(self.a), 0, len(self.b))], []
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, k = match = self.find_longest_match(alo, ahi, blo, bhi)
            if k:
                found.append(match)
                if alo < i and blo < j:
                    waiting.append((alo, i, blo, j))
                if i + k < ahi and j + k < bhi:
                    waiting.append((i + k, ahi, j + k, bhi))
        found.sort()
        joined = []
        for i, j, k in found:
            if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                before = joined.pop()
                i, j, k = before[0], before[1], before[2] + k
            joined.append(Match(i, j, k))
        joined.append(Match(len(self.a), len(self.b), 0))
        self._blocks = joined
        return joined
    def get_opcodes(self):
        if self._codes is None:
            i = j = 0
            self._codes = []
            for ai, bj, size in self.get_matching_blocks():
                tag = "replace" if i < ai and j < bj else "delete" if i < ai else "insert" if j < bj else ""
                if tag:
                    self._codes.append((tag, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    self._codes.append(("equal", ai, i, bj, j))
        return self._codes
    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        codes = list(codes)
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group
    def ratio(self):
        return _ratio(sum(each[-1] for each in self.get_matching_blocks()), len(self.a) + len(self.b))
    def quick_ratio(self):
        counts = {}
        for each in self.b:
            counts[each] = counts.get(each, 0) + 1
        found = 0
        for each in self.a:
            if counts.get(each, 0) > 0:
                counts[each] -= 1
                found += 1
        return _ratio(found, len(self.a) + len(self.b))
    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0

def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    found = []
    for each in possibilities:
        matcher.set_seq1(each)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), each))
    found.sort(reverse=True)
    return [each for _, each in found[:n]]

def _range_unified(start, stop):
    length = stop - start
    return f"{start + 1}" if length == 1 else f"{start if not length else start + 1},{length}"

def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"--- {fromfile}{chr(9) + fromfiledate if fromfiledate else ''}{lineterm}"
            yield f"+++ {tofile}{chr(9) + tofiledate if tofiledate else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield f"@@ -{_range_unified(first[1], last[2])} +{_range_unified(first[3], last[4])} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            if tag in ("replace", "delete"):
                for line in a[i1:i2]:
                    yield "-" + line
            if tag in ("replace", "insert"):
                for line in b[j1:j2]:
                    yield "+" + line

def ndiff(a, b, linejunk=None, charjunk=None):
    for tag, i1, i2, j1, j2 in SequenceMatcher(linejunk, a, b).get_opcodes():
        if tag == "equal":
            for line in a[i1:i2]:
                yield "  " + line
        elif tag == "delete":
            for line in a[i1:i2]:
                yield "- " + line
        elif tag == "insert":
            for line in b[j1:j2]:
                yield "+ " + line
        else:
            yield from _replaced(a[i1:i2], b[j1:j2])

def _replaced(a, b):
    # Lines that are alike stand together, with a guide to what changed in them.
    best, at = 0.74, None
    for j, right in enumerate(b):
        for i, left in enumerate(a):
            if left == right:
                continue
            ratio = SequenceMatcher(None, left, right).ratio()
            if ratio > best:
                best, at = ratio, (i, j)
    if at is None or best < 0.75:
        first, second = (b, a) if len(b) < len(a) else (a, b)
        marks = ("+ ", "- ") if first is b else ("- ", "+ ")
        for line in first:
            yield marks[0] + line
        for line in second:
            yield marks[1] + line
        return
    i, j = at
    if i or j:
        yield from _replaced(a[:i], b[:j]) if i and j else (["- " + x for x in a[:i]] if i else ["+ " + x for x in b[:j]])
    above = below = ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a[i], b[j]).get_opcodes():
        la, lb = i2 - i1, j2 - j1
        above += {"replace": "^", "delete": "-", "equal": " "}.get(tag, "") * la
        below += {"replace": "^", "insert": "+", "equal": " "}.get(tag, "") * lb
    yield "- " + a[i]
    if above.rstrip():
        yield "? " + above.rstrip() + "\n"
    yield "+ " + b[j]
    if below.rstrip():
        yield "? " + below.rstrip() + "\n"
    rest_a, rest_b = a[i + 1:], b[j + 1:]
    if rest_a or rest_b:
        yield from _replaced(rest_a, rest_b) if rest_a and rest_b else (["- " + x for x in rest_a] if rest_a else ["+ " + x for x in rest_b])

def restore(delta, which):
    tag = {1: "- ", 2: "+ "}[int(which)]
    for line in delta:
        if line[:2] in ("  ", tag):
            yield line[2:]
