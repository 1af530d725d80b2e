# How numpy prints: array_repr, array_str and their options.
import contextlib


class _Print:
    options = {
        "precision": 8, "threshold": 1000, "edgeitems": 3, "linewidth": 75, "suppress": False, "nanstr": "nan", "infstr": "inf",
        "formatter": None, "sign": "-", "floatmode": "maxprec", "legacy": False,
    }  # fmt: skip


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None,
                     formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None):  # fmt: skip
    given = {
        "precision": precision, "threshold": threshold, "edgeitems": edgeitems, "linewidth": linewidth, "suppress": suppress,
        "nanstr": nanstr, "infstr": infstr, "sign": sign, "floatmode": floatmode,
    }  # fmt: skip
    _Print.options = {**_Print.options, **{name: value for name, value in given.items() if value is not None}, "formatter": formatter}


def base_repr(number, base=2, padding=0):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if base > 36:
        raise ValueError("Bases greater than 36 not handled in base_repr.")
    if base < 2:
        raise ValueError("Bases less than 2 not handled in base_repr.")
    rest, made = builtins.abs(int(number)), ""
    while rest:
        rest, digit = builtins.divmod(rest, base)
        made = digits[digit] + made
    return ("-" if number < 0 else "") + "0" * padding + (made or ("0" if not padding else ""))


def binary_repr(num, width=None):
    num = int(num)
    if num >= 0:
        made = format(num, "b")
    elif width is None:
        return format(num, "b")
    else:
        if len(format(-num - 1, "b")) + 1 > width and num != -(1 << (width - 1)):
            raise ValueError(f"Insufficient bit width={width} provided for binwidth={len(format(-num - 1, 'b')) + 1}")
        return format((1 << width) + num, "b")
    if width is not None and len(made) > width:
        raise ValueError(f"Insufficient bit width={width} provided for binwidth={len(made)}")
    return made.zfill(width or 1)


def get_printoptions():
    return dict(_Print.options)


@contextlib.contextmanager
def printoptions(*args, **kwargs):
    before = _Print.options
    try:
        set_printoptions(*args, **kwargs)
        yield get_printoptions()
    finally:
        _Print.options = before


def _float_words(tensor, options, plus=False):
    bits = _of_torch(tensor.dtype).itemsize * 8
    cutoff = {16: 1e3, 32: 1e6, 64: 1e8}[bits]
    fixed = options["floatmode"] == "fixed"
    plus = plus or options["sign"] == "+"
    return _numpy.float_words(tensor.reshape(-1).tolist(), bits, cutoff, options["precision"], options["suppress"], fixed, plus)


def _complex_words(tensor, options):
    imaginary = _float_words(tensor.imag.contiguous(), options, True)
    pairs = zip(_float_words(tensor.real.contiguous(), options), imaginary)
    return [real + imag.rstrip() + "j" + " " * (len(imag) - len(imag.rstrip())) for real, imag in pairs]


def _words(tensor, options):
    """Every element as text, all of one width."""
    formatter = options["formatter"]
    kind = _of_torch(tensor.dtype).kind
    if formatter is not None:
        names = {"b": ("bool",), "i": ("int", "int_kind"), "u": ("int", "int_kind"), "f": ("float", "float_kind"), "c": ("complex", "complex_kind")}
        for name in (*names[kind], "numeric" if kind != "b" else "", "all"):
            if name in formatter:
                return [formatter[name](_scalar(each)) for each in tensor.reshape(-1)]
    if kind == "f":
        return _float_words(tensor, options)
    if kind == "c":
        return _complex_words(tensor, options)
    values = tensor.reshape(-1).tolist()
    if kind == "b":
        return [(" True" if tensor.ndim else "True") if each else "False" for each in values]
    width = builtins.max((len(str(each)) for each in values), default=0)
    return [str(each).rjust(width) for each in values]


def _corners(tensor, edge, dim=0):
    """The elements that a summary shows."""
    if dim == tensor.ndim:
        return tensor
    if tensor.shape[dim] > 2 * edge:
        last = tensor.shape[dim] - edge
        tensor = torch.cat([tensor.narrow(dim, 0, edge), tensor.narrow(dim, last, edge)], dim)
    return _corners(tensor, edge, dim + 1)


def _extended(text, line, word, width, indent):
    if len(line) + len(word) > width and len(line) > len(indent):
        text += line.rstrip() + "\n"
        line = indent
    return text, line + word


def _laid_out(shape, words, separator, options, summary, prefix):
    edge = options["edgeitems"]

    def rows(dim, indent, width):
        if dim == len(shape):
            return next(words)
        inner, narrower = indent + " ", width - 1
        short = summary and 2 * edge < shape[dim]
        leading, trailing = (edge, edge) if short else (0, shape[dim])
        text = ""
        if dim == len(shape) - 1:
            room = width - builtins.max(len(separator.rstrip()), 1)
            line = indent
            for _ in range(leading):
                text, line = _extended(text, line, rows(dim + 1, inner, narrower), room, indent)
                line += separator
            if short:
                text, line = _extended(text, line, "...", room, indent)
                line += separator
            for _ in range(trailing, 1, -1):
                text, line = _extended(text, line, rows(dim + 1, inner, narrower), room, indent)
                line += separator
            text, line = _extended(text, line, rows(dim + 1, inner, narrower), room, indent)
            text += line
        else:
            between = separator.rstrip() + "\n" * (len(shape) - dim - 1)
            for _ in range(leading):
                text += indent + rows(dim + 1, inner, narrower) + between
            if short:
                text += indent + "..." + between
            for _ in range(trailing, 1, -1):
                text += indent + rows(dim + 1, inner, narrower) + between
            text += indent + rows(dim + 1, inner, narrower)
        return "[" + text[len(indent) :] + "]"

    return rows(0, " " + " " * len(prefix), options["linewidth"])


def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=" ", prefix="", *, formatter=None,
                 threshold=None, edgeitems=None, sign=None, floatmode=None, suffix="", legacy=None):  # fmt: skip
    given = {
        "linewidth": max_line_width, "precision": precision, "suppress": suppress_small, "formatter": formatter, "threshold": threshold,
        "edgeitems": edgeitems, "sign": sign, "floatmode": floatmode,
    }  # fmt: skip
    options = {**_Print.options, **{name: value for name, value in given.items() if value is not None}}
    options["linewidth"] -= len(suffix)
    if a.size == 0:
        return "[]"
    summary = a.size > options["threshold"]
    if isinstance(a, _Objects):
        shown = a._with(_corners(a._places, options["edgeitems"])) if summary else a
        return _laid_out(a.shape, iter(shown._words()), separator, options, summary, prefix)
    shown = _corners(a._t, options["edgeitems"]) if summary else a._t
    return _laid_out(a.shape, iter(_words(shown, options)), separator, options, summary, prefix)


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    width = _Print.options["linewidth"] if max_line_width is None else max_line_width
    text = "array(" + array2string(arr, max_line_width, precision, suppress_small, ", ", "array(", suffix=")")
    extras = []
    if (arr.size == 0 and arr.shape != (0,)) or arr.size > _Print.options["threshold"]:
        extras.append(f"shape={arr.shape}")
    if arr.size == 0 or arr.dtype.name not in ("bool", "int64", "float64", "complex128"):
        extras.append(f"dtype={arr.dtype.name if arr.dtype.kind != 'U' else repr(arr.dtype.str)}")
    if not extras:
        return text + ")"
    text += ","
    extra = ", ".join(extras) + ")"
    last = len(text) - (text.rfind("\n") + 1)
    return text + ("\n" + " " * len("array(") if last + len(extra) + 1 > width else " ") + extra


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    if a.ndim == 0:
        return str(_scalar(a._t))
    return array2string(a, max_line_width, precision, suppress_small, " ", "")
