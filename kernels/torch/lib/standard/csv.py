# csv: rows of delimited text.
import re
from io import StringIO

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
__version__ = "1.0"

class Error(Exception):
    pass

class Dialect:
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False

class excel_tab(excel):
    delimiter = "\t"

class unix_dialect(excel):
    quoting = QUOTE_ALL
    lineterminator = "\n"

_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_limit = 131072

def register_dialect(name, dialect=excel, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _resolved(dialect, fmtparams)

def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]

def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _resolved(_dialects[name], {})

def list_dialects():
    return list(_dialects)

def field_size_limit(new_limit=None):
    global _limit
    old = _limit
    if new_limit is not None:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _limit = new_limit
    return old

class _Resolved:
    pass

_one_character = {"delimiter": False, "quotechar": True, "escapechar": True}

def _resolved(dialect, params):
    if isinstance(dialect, str):
        if dialect not in _dialects:
            raise Error("unknown dialect")
        dialect = _dialects[dialect]
    found = _Resolved()
    for name in ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "strict"):
        value = params.pop(name) if name in params else getattr(dialect, name, getattr(excel, name))
        setattr(found, name, value)
    if params:
        raise TypeError(f"{next(iter(params))!r} is an invalid keyword argument for this function")
    for name, optional in _one_character.items():
        value = getattr(found, name)
        if value is None and optional:
            continue
        if not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(f'"{name}" must be string or None, not {kind}' if optional else f'"{name}" must be string, not {kind}')
        if len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')
    if found.quoting != QUOTE_NONE and not found.quotechar:
        raise TypeError("quotechar must be set if quoting enabled")
    if found.lineterminator is None:
        raise TypeError("lineterminator must be set")
    return found

class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0
    def __iter__(self):
        return self
    def __next__(self):
        d = self.dialect
        fields, field = [], []
        # Where the parser stands: before a field, in it, in quotes, or after a quote inside them.
        state = "start"
        numeric = False
        escaped = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == "quoted" or escaped:
                    if d.strict:
                        raise Error("unexpected end of data")
                    fields.append(self._value(field, numeric))
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            ended = False
            for c in line:
                if ended:
                    if c in "\r\n":
                        continue
                    raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
                if escaped:
                    field.append(c)
                    escaped = False
                elif state == "quoted":
                    if c == d.escapechar:
                        escaped = True
                    elif c == d.quotechar and d.quoting != QUOTE_NONE:
                        state = "after" if d.doublequote else "field"
                    else:
                        field.append(c)
                elif state == "after" and c == d.quotechar and d.quoting != QUOTE_NONE:
                    field.append(c)
                    state = "quoted"
                elif c == d.delimiter:
                    fields.append(self._value(field, numeric or state == "start" and d.quoting == QUOTE_NONNUMERIC))
                    field, state, numeric = [], "start", False
                elif c in "\r\n":
                    ended = True
                elif state == "after":
                    if d.strict:
                        raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                    field.append(c)
                    state = "field"
                elif c == d.escapechar:
                    escaped = True
                    state = "field"
                elif state == "start" and c == d.quotechar and d.quoting != QUOTE_NONE:
                    state = "quoted"
                elif state == "start" and c == " " and d.skipinitialspace:
                    pass
                else:
                    if state == "start":
                        numeric = d.quoting == QUOTE_NONNUMERIC
                        state = "field"
                    field.append(c)
                if len(field) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
            if state == "quoted" or escaped:
                if escaped:
                    field.append("\n")
                    escaped = False
                continue
            if state == "start" and not fields and not field:
                return []
            fields.append(self._value(field, numeric or state == "start" and d.quoting == QUOTE_NONNUMERIC and bool(fields)))
            return fields
    def _value(self, field, numeric):
        text = "".join(field)
        return float(text) if numeric else text

def reader(csvfile, dialect="excel", **fmtparams):
    return _Reader(csvfile, _resolved(dialect, fmtparams))

class _Writer:
    def __init__(self, file, dialect):
        if not hasattr(file, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._file, self.dialect = file, dialect
    def writerow(self, row, /):
        try:
            fields = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        text = self.dialect.delimiter.join([self._field(each, len(fields)) for each in fields])
        return self._file.write(text + self.dialect.lineterminator)
    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)
    def _field(self, value, count):
        d = self.dialect
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        if d.quoting == QUOTE_ALL:
            quoted = True
        elif d.quoting == QUOTE_NONNUMERIC:
            quoted = not isinstance(value, (int, float))
        else:
            quoted = False
        if not quoted and text == "" and count == 1:
            if d.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quoted = True
        special = {d.delimiter, d.quotechar, d.escapechar, "\r", "\n", *d.lineterminator} - {None}
        out = []
        for c in text:
            if c in special:
                wants_escape = False
                if d.quoting == QUOTE_NONE:
                    wants_escape = True
                elif c == d.quotechar:
                    if d.doublequote:
                        out.append(c)
                        quoted = True
                    else:
                        wants_escape = True
                elif c == d.escapechar:
                    wants_escape = True
                else:
                    quoted = True
                if wants_escape:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
            out.append(c)
        body = "".join(out)
        return d.quotechar + body + d.quotechar if quoted else body

def writer(csvfile, dialect="excel", **fmtparams):
    return _Writer(csvfile, _resolved(dialect, fmtparams))

class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None else None
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0
    def __iter__(self):
        return self
    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames
    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value
    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        found = dict(zip(self.fieldnames, row))
        names, values = len(self.fieldnames), len(row)
        if names < values:
            found[self.restkey] = row[names:]
        for key in self.fieldnames[values:]:
            found[key] = self.restval
        return found

class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)
    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))
    def _list(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(each) for each in wrong]))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)
    def writerow(self, rowdict):
        return self.writer.writerow(self._list(rowdict))
    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._list, rowdicts))

class Sniffer:
    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]
    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line]
        for each in delimiters or [",", "\t", ";", "|", ":", " "]:
            counts = {len(next(reader([line], delimiter=each))) for line in lines}
            if len(counts) == 1 and counts.pop() > 1:
                class dialect(Dialect):
                    _name = "sniffed"
                    lineterminator = "\r\n"
                    quoting = QUOTE_MINIMAL
                    doublequote = True
                    quotechar = '"'
                    skipinitialspace = all(each + " " in line for line in lines)
                dialect.delimiter = each
                return dialect
        raise Error("Could not determine delimiter")
