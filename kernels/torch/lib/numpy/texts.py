# Arrays out of text and back: loadtxt, genfromtxt and savetxt.
def _lines_of(source):
    if hasattr(source, "__fspath__") or isinstance(source, str):
        try:
            with open(source) as file:
                return file.read().split("\n")
        except FileNotFoundError:
            raise FileNotFoundError(f"{source} not found.") from None
    lines = source.read().split("\n") if hasattr(source, "read") else source
    return [line.decode("latin1") if isinstance(line, bytes) else line for line in lines]


def _without_comments(line, comments):
    for mark in [comments] if isinstance(comments, (str, bytes)) else comments or ():
        line = line.split(mark.decode() if isinstance(mark, bytes) else mark)[0]
    return line.strip("\r\n")


def _quoted(line, delimiter, quote):
    """The words of a line where a delimiter between quotes does not count."""
    words, word, inside = [], "", False
    for sign in line:
        if sign == quote:
            inside = not inside
        elif not inside and (sign == delimiter if delimiter else sign.isspace()):
            words.append(word)
            word = ""
        else:
            word += sign
    words.append(word)
    return words if delimiter else [each for each in words if each]


def _rows_of(lines, comments, delimiter, max_rows, quote=None):
    rows = []
    for line in lines:
        line = _without_comments(line, comments)
        if not line.strip():
            continue
        if max_rows is not None and len(rows) >= max_rows:
            break
        rows.append(_quoted(line, delimiter, quote) if quote else line.split(delimiter))
    return rows


def _number_of(dtype):
    """What makes a value of a word, as loadtxt reads it. ValueError for words that are none."""
    if dtype.kind == "b":
        return lambda word: bool(int(word))
    if dtype.kind in "iu":
        return int
    return complex if dtype.kind == "c" else float if dtype.kind == "f" else str


def _columns(usecols):
    return usecols if usecols is None or hasattr(usecols, "__iter__") else [usecols]


def _at_least(array, ndmin, unpack):
    """Axes of one element go, as many as may; a column stays one where two axes are asked for."""
    wide = array.shape[1] if array.ndim == 2 else 1
    if array.ndim > ndmin:
        array = squeeze(array)
    if array.ndim < ndmin:
        array = atleast_1d(array) if ndmin == 1 else atleast_2d(array)
        array = array.T if ndmin == 2 and wide == 1 and array.shape[0] == 1 else array
    return array.T if unpack and array.ndim == 2 else array


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None):
    kind = _dtype_of(dtype)
    read = _number_of(kind)
    rows = _rows_of(list(_lines_of(fname))[skiprows:], comments, delimiter, max_rows, quotechar)
    if not rows:
        return zeros((0, 1) if ndmin == 2 else 0, kind)
    wanted = _columns(usecols)
    given = converters if isinstance(converters, dict) or converters is None else {at: converters for at in range(len(rows[0]))}
    values = []
    for at, words in enumerate(rows):
        if wanted is None and len(words) != len(rows[0]):
            raise ValueError(f"the number of columns changed from {len(rows[0])} to {len(words)} at row {at + 1}; use `usecols` to select a subset and avoid this error")
        row = []
        for column in range(len(words)) if wanted is None else wanted:
            if not -len(words) <= column < len(words):
                raise ValueError(f"invalid column index {column} at row {at + 1} with {len(words)} columns")
            place = column % len(words)
            word = words[place] if kind.kind == "U" else words[place].strip()
            try:
                row.append(given[place](word) if given and place in given else read(word))
            except ValueError:
                raise ValueError(f"could not convert string {word!r} to {kind.name} at row {at}, column {place + 1}.") from None
        values.append(row)
    return _at_least(asarray(values, None if kind.kind == "U" and kind.itemsize == 0 else kind), ndmin, unpack)


_UNREAD = {"f": nan, "c": complex(nan, 0), "i": -1, "u": -1, "b": False}


def _guessed(columns):
    """The one type that genfromtxt finds for all columns. NotImplementedError where columns differ: that is a structured array."""
    found = set()
    for column in columns:
        for kind, read in (("int64", int), ("float64", float), ("complex128", complex), ("str", str)):
            try:
                for word in column:
                    read(word)
            except ValueError:
                continue
            found.add(kind)
            break
    if len(found) > 1:
        raise NotImplementedError("ishape: numpy.genfromtxt of columns of several types gives a structured array, which is not available here")
    return _dtype_of(found.pop() if found else float)


def genfromtxt(
    fname, dtype=float, comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None,
    excludelist=None, deletechars=None, replace_space="_", autostrip=False, case_sensitive=True, defaultfmt="f%i", unpack=None, usemask=False, loose=True, invalid_raise=True,
    max_rows=None, encoding=None, *, ndmin=0, like=None,
):  # fmt: skip
    if names is not None or converters is not None or usemask or isinstance(filling_values, (dict, list, tuple)):
        what = "names" if names is not None else "converters" if converters is not None else "a mask" if usemask else "several filling values"
        raise NotImplementedError(f"ishape: numpy.genfromtxt with {what} is not available here")
    rows = _rows_of(list(_lines_of(fname))[skip_header:], comments, delimiter, None)
    rows = rows[: len(rows) - skip_footer] if skip_footer else rows[:max_rows]
    wide = len(rows[0]) if rows else 0
    wrong = [(at + 1, len(words)) for at, words in enumerate(rows) if len(words) != wide]
    if wrong and invalid_raise:
        told = "".join(f"\n    Line #{at + skip_header} (got {count} columns instead of {wide})" for at, count in wrong)
        raise ValueError("Some errors were detected !" + told)
    wanted = _columns(usecols)
    rows = [[words[at] for at in (range(wide) if wanted is None else wanted)] for words in rows if len(words) == wide]
    if autostrip or delimiter is not None and dtype is not str:
        rows = [[word.strip() for word in words] for words in rows]
    kind = _guessed(zip(*rows)) if dtype is None else _dtype_of(dtype)
    if not rows:
        return zeros(0, kind)
    if kind.kind == "U":
        values = rows
    else:
        absent = _UNREAD[kind.kind] if filling_values is None else filling_values
        values = [[_read_loosely(word, kind.kind, absent) for word in words] for words in rows]
    return _at_least(asarray(values, None if kind.kind == "U" and kind.itemsize == 0 else kind), ndmin, unpack)


def _read_loosely(word, kind, absent):
    """A word that is no value counts as missing; a truth value is one only where it is written out."""
    if kind == "b":
        return word.strip().upper() == "TRUE"
    try:
        return int(word) if kind in "iu" else complex(word) if kind == "c" else float(word)
    except ValueError:
        return absent


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    X = asarray(X)
    rows = X.reshape(-1, 1) if X.ndim == 1 else X
    wide = rows.shape[1]
    if isinstance(fmt, (list, tuple)):
        line = delimiter.join(fmt)
    else:
        line = fmt if fmt.count("%") == wide and wide > 1 else delimiter.join([fmt] * wide)
    text = comments + header.replace("\n", "\n" + comments) + newline if header else ""
    for row in rows:
        text += line % tuple(row.tolist()) + newline
    if footer:
        text += comments + footer.replace("\n", "\n" + comments) + newline
    if isinstance(fname, str) or hasattr(fname, "__fspath__"):
        with open(fname, "w") as file:
            file.write(text)
    else:
        fname.write(text.encode("latin1") if "b" in getattr(fname, "mode", "") else text)
