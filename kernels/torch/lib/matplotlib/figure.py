# matplotlib.figure and axes: what was drawn is kept, and shown as text in the terminal and as SVG in notebooks.
import math
import warnings

from torch import _display

_COLORS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf")
_LETTERS = {"b": "#0000ff", "g": "#008000", "r": "#ff0000", "c": "#00bfbf", "m": "#bf00bf", "y": "#bfbf00", "k": "#000000", "w": "#ffffff"}


def _numbers(values):
    """A flat list of floats; tensors that require grad are refused as in PyTorch."""
    if hasattr(values, "numpy") and hasattr(values, "requires_grad"):
        values = values.numpy()
    values = values.tolist() if hasattr(values, "tolist") else list(values) if hasattr(values, "__iter__") else [values]
    flat = []
    for each in values if isinstance(values, list) else [values]:
        flat.append(float(each) if not isinstance(each, list) else each)
    return flat


class Artist:
    """Something that was drawn. What is set on it later is kept where it is drawn."""

    def __init__(self, kind, **data):
        self.kind = kind
        self.data = data

    def set_data(self, *args):
        if self.kind == "image":
            self.data["pixels"] = _pixels(args[0])
        else:
            self.data["x"], self.data["y"] = (_numbers(each) for each in args)

    def set_ydata(self, y):
        self.data["y"] = _numbers(y)

    def set_xdata(self, x):
        self.data["x"] = _numbers(x)

    def set_label(self, label):
        self.data["label"] = label

    def get_label(self):
        return self.data.get("label")

    def set_color(self, color):
        self.data["color"] = color

    def get_color(self):
        return self.data.get("color")

    def __getattr__(self, name):
        if name.startswith("set_") or name in ("remove", "update"):
            return lambda *args, **kwargs: None
        raise AttributeError(f"'{self.kind}' object has no attribute '{name}'")


def _pixels(image):
    """Rows of gray values or of colours, each from 0 to 1."""
    if hasattr(image, "__array__") and not hasattr(image, "tolist"):
        image = image.__array__()
    if hasattr(image, "requires_grad"):
        image = image.numpy()
    rows = image.tolist() if hasattr(image, "tolist") else [list(row) for row in image]
    shape = tuple(image.shape) if hasattr(image, "shape") else (len(rows), len(rows[0]))
    if len(shape) == 3 and shape[2] == 1:
        rows, shape = [[pixel[0] for pixel in row] for row in rows], shape[:2]
    if not (len(shape) == 2 or (len(shape) == 3 and shape[2] in (3, 4))):
        raise TypeError(f"Invalid shape {shape} for image data")
    if len(shape) == 3:
        top = 255.0 if any(isinstance(each, int) and not isinstance(each, bool) for each in rows[0][0]) else 1.0
        return [[tuple(min(max(each / top, 0.0), 1.0) for each in pixel[:3]) for pixel in row] for row in rows]
    return [[float(each) for each in row] for row in rows]


def _nice(low, high):
    return (low - 0.5, high + 0.5) if low == high else (low, high)


def _label(value):
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.3g}"


class Axes:
    def __init__(self, figure, place=None):
        self.figure = figure
        self._place = place
        self.cla()

    def cla(self):
        self._artists = []
        self._title = self._xlabel = self._ylabel = ""
        self._xlim = self._ylim = None
        self._legend = self._off = False
        self._logy = False

    clear = cla

    def _color(self, given):
        if given is not None:
            return _LETTERS.get(given, given) if isinstance(given, str) else "#444444"
        lines = sum(1 for each in self._artists if each.kind in ("line", "points", "bars"))
        return _COLORS[lines % len(_COLORS)]

    def _add(self, kind, **data):
        artist = Artist(kind, **data)
        self._artists.append(artist)
        return artist

    # --- drawing ---

    def plot(self, *args, label=None, color=None, c=None, **kwargs):
        args, made = list(args), []
        while args:
            first = _numbers(args.pop(0))
            x, y = list(range(len(first))), first
            if args and not isinstance(args[0], str):
                x, y = first, _numbers(args.pop(0))
            style = args.pop(0) if args and isinstance(args[0], str) else ""
            if len(x) != len(y):
                raise ValueError(f"x and y must have same first dimension, but have shapes ({len(x)},) and ({len(y)},)")
            columns = [y] if not y or not isinstance(y[0], list) else [list(each) for each in zip(*y)]
            for column in columns:
                shade = color or c or next((letter for letter in style if letter in _LETTERS), None)
                dots = any(mark in style for mark in "o.*+x^sv") and "-" not in style
                made.append(self._add("points" if dots else "line", x=[float(each) for each in x], y=column, label=label, color=self._color(shade)))
        return made

    def semilogy(self, *args, **kwargs):
        self._logy = True
        return self.plot(*args, **kwargs)

    def scatter(self, x, y, s=None, c=None, label=None, color=None, **kwargs):
        shade = color if color is not None else c if isinstance(c, str) else None
        return self._add("points", x=_numbers(x), y=_numbers(y), label=label, color=self._color(shade))

    def errorbar(self, x, y, yerr=None, xerr=None, label=None, **kwargs):
        return self.plot(x, y, label=label)[0]

    def fill_between(self, x, y1, y2=0, label=None, color=None, **kwargs):
        x, y1 = _numbers(x), _numbers(y1)
        y2 = _numbers(y2) if hasattr(y2, "__iter__") else [float(y2)] * len(x)
        self._add("line", x=x, y=y1, label=label, color=self._color(color))
        return self._add("line", x=x, y=y2, label=None, color=self._color(color))

    def bar(self, x, height, width=0.8, label=None, color=None, **kwargs):
        names = [str(each) for each in x] if any(isinstance(each, str) for each in x) else None
        places = [float(i) for i in range(len(names))] if names else _numbers(x)
        heights = _numbers(height)
        heights = heights * len(places) if len(heights) == 1 else heights
        return self._add("bars", x=places, y=heights, width=width, names=names, label=label, color=self._color(color))

    def barh(self, y, width, height=0.8, label=None, color=None, **kwargs):
        return self.bar(y, width, height, label, color)

    def hist(self, x, bins=10, range=None, density=False, label=None, color=None, **kwargs):
        import numpy

        bins = 10 if bins is None else bins
        counts, edges = numpy.histogram(numpy.asarray(_numbers(x)), bins=bins, range=range, density=density)
        lows = edges.tolist()
        centers = [(a + b) / 2 for a, b in zip(lows, lows[1:])]
        width = lows[1] - lows[0]
        artist = self._add("bars", x=centers, y=[float(each) for each in counts], width=width, names=None, label=label, color=self._color(color))
        return counts, edges, artist

    def imshow(self, X, cmap=None, vmin=None, vmax=None, **kwargs):
        return self._add("image", pixels=_pixels(X), vmin=vmin, vmax=vmax)

    matshow = imshow
    pcolormesh = imshow

    def axhline(self, y=0, xmin=0, xmax=1, color=None, label=None, **kwargs):
        return self._add("level", y=float(y), label=label, color=self._color(color))

    def axvline(self, x=0, ymin=0, ymax=1, color=None, label=None, **kwargs):
        return self._add("upright", x=float(x), label=label, color=self._color(color))

    def text(self, x, y, s, **kwargs):
        return Artist("text", text=s)

    annotate = text

    # --- words around it ---

    def set_title(self, label, **kwargs):
        self._title = str(label)

    def set_xlabel(self, xlabel, **kwargs):
        self._xlabel = str(xlabel)

    def set_ylabel(self, ylabel, **kwargs):
        self._ylabel = str(ylabel)

    def set_xlim(self, left=None, right=None, **kwargs):
        self._xlim = left if isinstance(left, (tuple, list)) else (left, right)

    def set_ylim(self, bottom=None, top=None, **kwargs):
        self._ylim = bottom if isinstance(bottom, (tuple, list)) else (bottom, top)

    def get_xlim(self):
        return self._bounds()[:2]

    def get_ylim(self):
        return self._bounds()[2:]

    def set(self, **kwargs):
        for name, value in kwargs.items():
            getattr(self, f"set_{name}")(value)

    def legend(self, handles=None, labels=None, **kwargs):
        self._legend = True
        names = labels if labels is not None else handles if handles and isinstance(handles[0], str) else None
        if names:
            for artist, name in zip(self._artists, names):
                artist.data["label"] = name

    def axis(self, arg=None, **kwargs):
        if arg in ("off", False):
            self._off = True
        return self._bounds() if self._artists and not self._images() else None

    def set_axis_off(self):
        self._off = True

    def set_yscale(self, value, **kwargs):
        self._logy = value == "log"

    def twinx(self):
        return self

    def __getattr__(self, name):
        quiet = (
            "grid set_xticks set_yticks set_xticklabels set_yticklabels set_aspect tick_params margins autoscale relim autoscale_view invert_yaxis "
            "invert_xaxis set_xscale set_facecolor set_box_aspect minorticks_on label_outer ticklabel_format xaxis_date"
        )
        if name in quiet.split():
            return lambda *args, **kwargs: None
        if name in ("xaxis", "yaxis", "spines", "transAxes", "patch"):
            return _Quiet()
        if name.startswith("_"):
            raise AttributeError(name)
        raise AttributeError(f"'Axes' object has no attribute '{name}' (ishape draws plot, scatter, bar, hist, imshow)")

    # --- showing ---

    def _images(self):
        return [each for each in self._artists if each.kind == "image"]

    def _scaled(self, y):
        return [math.log10(each) if each > 0 else float("nan") for each in y] if self._logy else y

    def _bounds(self):
        xs, ys = [], []
        for each in self._artists:
            data = each.data
            if each.kind == "bars":
                half = data["width"] / 2
                xs += [x - half for x in data["x"]] + [x + half for x in data["x"]]
                ys += [0.0, *data["y"]]
            elif each.kind in ("line", "points"):
                xs += data["x"]
                ys += self._scaled(data["y"])
            elif each.kind == "level":
                ys += self._scaled([data["y"]])
            elif each.kind == "upright":
                xs.append(data["x"])
        xs, ys = ([each for each in values if math.isfinite(each)] or [0.0, 1.0] for values in (xs, ys))
        x, y = list(_nice(min(xs), max(xs))), list(_nice(min(ys), max(ys)))
        for limits, given in ((x, self._xlim), (y, self._ylim)):
            for i in range(2):
                if given is not None and given[i] is not None:
                    limits[i] = float(given[i])
        return x[0], x[1], y[0], y[1]

    def _labelled(self):
        return [each for each in self._artists if each.data.get("label")] if self._legend else []

    def _as_text(self, width):
        lines = [self._title.center(width).rstrip()] if self._title else []
        images = self._images()
        lines += _image_text(images[-1], width) if images else self._plot_text(width) if self._artists else []
        if self._xlabel and not self._off:
            lines.append(self._xlabel.center(width).rstrip())
        lines += [f"  ── {each.data['label']}" for each in self._labelled()]
        return lines

    def _plot_text(self, width):
        x0, x1, y0, y1 = self._bounds()
        top, bottom = (_label(10**each if self._logy else each) for each in (y1, y0))
        margin = 0 if self._off else max(len(top), len(bottom)) + 1
        columns, rows = max(width - margin - 1, 20), 14
        canvas = _Canvas(columns, rows)

        def place(x, y):
            return (x - x0) / (x1 - x0) * (columns * 2 - 1), (y1 - y) / (y1 - y0) * (rows * 4 - 1)

        for each in self._artists:
            data = each.data
            if each.kind in ("line", "points"):
                points = [place(x, y) if math.isfinite(x) and math.isfinite(y) else None for x, y in zip(data["x"], self._scaled(data["y"]))]
                for i, point in enumerate(points):
                    if point is not None:
                        canvas.dot(*point)
                        if each.kind == "line" and i > 0 and points[i - 1] is not None:
                            canvas.line(points[i - 1], point)
            elif each.kind == "bars":
                for x, y in zip(data["x"], data["y"]):
                    left, level = place(x - data["width"] / 2, y)
                    right, base = place(x + data["width"] / 2, 0.0)
                    canvas.fill(left, right, min(level, base), max(level, base))
            elif each.kind == "level":
                canvas.line(place(x0, self._scaled([data["y"]])[0]), place(x1, self._scaled([data["y"]])[0]))
            elif each.kind == "upright":
                canvas.line(place(data["x"], y0), place(data["x"], y1))
        drawn = canvas.rows_of_text()
        if self._off:
            return drawn
        lines = []
        for i, row in enumerate(drawn):
            words = top if i == 0 else bottom if i == rows - 1 else ""
            lines.append(f"{words.rjust(margin)}│{row}".rstrip())
        lines.append(" " * margin + "└" + "─" * columns)
        names = next((each.data["names"] for each in self._artists if each.kind == "bars" and each.data["names"]), None)
        if names:
            lines.append(" " * (margin + 1) + "".join(name.center(columns // len(names)) for name in names).rstrip())
        else:
            left, right = _label(x0), _label(x1)
            lines.append(" " * (margin + 1) + left + right.rjust(columns - len(left)))
        return lines

    def _as_svg(self, left, top, width, height):
        """The parts of a picture in a box of the figure."""
        parts = [f'<text x="{left + width / 2:.0f}" y="{top + 14}" text-anchor="middle" font-size="13">{_escaped(self._title)}</text>'] if self._title else []
        images = self._images()
        if images:
            return parts + _image_svg(images[-1], left, top + 20, width, height - 24)
        if not self._artists:
            return parts
        x0, x1, y0, y1 = self._bounds()
        inner = (left + 44, top + 22, width - 56, height - 58)

        def place(x, y):
            return inner[0] + (x - x0) / (x1 - x0) * inner[2], inner[1] + (y1 - y) / (y1 - y0) * inner[3]

        parts.append(f'<rect x="{inner[0]:.1f}" y="{inner[1]:.1f}" width="{inner[2]:.1f}" height="{inner[3]:.1f}" fill="none" stroke="#888"/>')
        for each in self._artists:
            data, color = each.data, each.data.get("color")
            if each.kind == "line":
                points = [place(x, y) for x, y in zip(data["x"], self._scaled(data["y"])) if math.isfinite(x) and math.isfinite(y)]
                text = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
                parts.append(f'<polyline points="{text}" fill="none" stroke="{color}" stroke-width="1.5"/>')
            elif each.kind == "points":
                for x, y in zip(data["x"], self._scaled(data["y"])):
                    if math.isfinite(x) and math.isfinite(y):
                        parts.append('<circle cx="{:.1f}" cy="{:.1f}" r="2.5" fill="{}"/>'.format(*place(x, y), color))
            elif each.kind == "bars":
                for x, y in zip(data["x"], data["y"]):
                    (a, b), (c, d) = place(x - data["width"] / 2, max(y, 0.0)), place(x + data["width"] / 2, min(y, 0.0))
                    parts.append(f'<rect x="{a:.1f}" y="{b:.1f}" width="{max(c - a - 0.5, 0.5):.1f}" height="{max(d - b, 0):.1f}" fill="{color}"/>')
            elif each.kind in ("level", "upright"):
                level = each.kind == "level"
                a, b = place(x0 if level else data["x"], data["y"] if level else y0)
                c, d = place(x1 if level else data["x"], data["y"] if level else y1)
                parts.append(f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke="{color}"/>')
        low, high = (_label(10**each if self._logy else each) for each in (y0, y1))
        small = 'font-size="10" fill="#555"'
        parts += [
            f'<text x="{inner[0] - 4:.1f}" y="{inner[1] + 9:.1f}" text-anchor="end" {small}>{high}</text>',
            f'<text x="{inner[0] - 4:.1f}" y="{inner[1] + inner[3]:.1f}" text-anchor="end" {small}>{low}</text>',
            f'<text x="{inner[0]:.1f}" y="{inner[1] + inner[3] + 13:.1f}" {small}>{_label(x0)}</text>',
            f'<text x="{inner[0] + inner[2]:.1f}" y="{inner[1] + inner[3] + 13:.1f}" text-anchor="end" {small}>{_label(x1)}</text>',
            f'<text x="{inner[0] + inner[2] / 2:.1f}" y="{top + height - 8:.1f}" text-anchor="middle" font-size="11">{_escaped(self._xlabel)}</text>',
        ]
        for i, each in enumerate(self._labelled()):
            y = inner[1] + 14 + 14 * i
            parts.append(f'<text x="{inner[0] + inner[2] - 6:.1f}" y="{y:.1f}" text-anchor="end" font-size="11" fill="{each.data.get("color")}">{_escaped(str(each.data["label"]))}</text>')
        return parts


class _Quiet:
    """A part of a figure whose settings change nothing here."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Quiet()

    def __getitem__(self, key):
        return _Quiet()

    def __call__(self, *args, **kwargs):
        return _Quiet()


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Canvas:
    """Dots in Braille characters: two across and four down in each."""

    _BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.cells = [[0] * columns for _ in range(rows)]

    def dot(self, x, y):
        x, y = int(round(x)), int(round(y))
        if 0 <= x < self.columns * 2 and 0 <= y < self.rows * 4:
            self.cells[y // 4][x // 2] |= self._BITS[y % 4][x % 2]

    def line(self, start, end):
        steps = int(max(abs(end[0] - start[0]), abs(end[1] - start[1]))) + 1
        steps = min(steps, 4 * (self.columns + self.rows))
        for i in range(steps + 1):
            self.dot(start[0] + (end[0] - start[0]) * i / steps, start[1] + (end[1] - start[1]) * i / steps)

    def fill(self, left, right, top, bottom):
        for x in range(int(round(left)), max(int(round(right)), int(round(left)) + 1)):
            for y in range(int(round(top)), int(round(bottom)) + 1):
                self.dot(x, y)

    def rows_of_text(self):
        return ["".join(chr(0x2800 + cell) if cell else " " for cell in row) for row in self.cells]


def _gray(artist):
    """The image's brightness from 0 to 1."""
    rows = [[0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2] if isinstance(p, tuple) else p for p in row] for row in artist.data["pixels"]]
    if isinstance(artist.data["pixels"][0][0], tuple):
        return rows
    finite = [p for row in rows for p in row if math.isfinite(p)] or [0.0]
    low = min(finite) if artist.data["vmin"] is None else float(artist.data["vmin"])
    high = max(finite) if artist.data["vmax"] is None else float(artist.data["vmax"])
    spread = high - low or 1.0
    return [[min(max((p - low) / spread, 0.0), 1.0) if math.isfinite(p) else 0.0 for p in row] for row in rows]


def _smaller(rows, limit):
    """Means of squares, so that no side is longer."""
    step = max(1, math.ceil(max(len(rows), len(rows[0])) / limit))
    if step == 1:
        return rows
    made = []
    for top in range(0, len(rows), step):
        line = []
        for left in range(0, len(rows[0]), step):
            square = [p for row in rows[top : top + step] for p in row[left : left + step]]
            line.append(sum(square) / len(square))
        made.append(line)
    return made


def _image_text(artist, width):
    rows = _smaller(_gray(artist), max(min(width // 2, 40), 8))
    return ["".join("  ░░▒▒▓▓██"[2 * min(int(p * 5), 4) :][:2] for p in row).rstrip() for row in rows]


def _image_svg(artist, left, top, width, height):
    rows = _smaller(_gray(artist), 64)
    size = min(width / len(rows[0]), height / len(rows))
    parts = []
    for y, row in enumerate(rows):
        for x, p in enumerate(row):
            shade = int(round(p * 255))
            parts.append(
                f'<rect x="{left + x * size:.1f}" y="{top + y * size:.1f}" width="{size + 0.3:.1f}" height="{size + 0.3:.1f}" fill="#{shade:02x}{shade:02x}{shade:02x}"/>'
            )
    return parts


class Figure:
    def __init__(self, figsize=None, dpi=None, **kwargs):
        self.axes = []
        self._size = tuple(figsize) if figsize is not None else (6.4, 4.8)
        self._grid = (1, 1)
        self._title = ""
        self.number = 0

    def add_subplot(self, *args, **kwargs):
        if len(args) == 1 and isinstance(args[0], int):
            args = tuple(int(digit) for digit in str(args[0]))
        rows, columns, index = args if len(args) == 3 else (1, 1, 1)
        self._grid = (max(rows, self._grid[0]), max(columns, self._grid[1]))
        place = (index if isinstance(index, int) else index[0]) - 1
        for each in self.axes:
            if each._place == place:
                return each
        self.axes.append(Axes(self, place))
        return self.axes[-1]

    def add_axes(self, *args, **kwargs):
        return self.add_subplot(1, 1, 1)

    def gca(self):
        return self.axes[-1] if self.axes else self.add_subplot(1, 1, 1)

    def suptitle(self, t, **kwargs):
        self._title = str(t)

    def clf(self):
        self.axes = []
        self._grid = (1, 1)

    clear = clf

    def savefig(self, fname, **kwargs):
        if hasattr(fname, "write"):
            fname.write(self._as_svg().encode())
            return
        name = str(fname)
        if not name.endswith(".svg"):
            stem = name.rpartition(".")[0] if "." in name.rpartition("/")[2] else name
            warnings.warn(f"ishape: savefig writes SVG: {stem}.svg instead of {name}", stacklevel=3)
            name = f"{stem}.svg"
        with open(name, "w") as file:
            file.write(self._as_svg())

    def show(self):
        if self.axes:
            _display.show(self._as_text(), self._as_svg())

    def __getattr__(self, name):
        if name in ("tight_layout", "subplots_adjust", "colorbar", "set_size_inches", "autofmt_xdate", "legend", "set_facecolor", "set_dpi", "text"):
            return lambda *args, **kwargs: None
        if name == "canvas":
            return _Quiet()
        raise AttributeError(f"'Figure' object has no attribute '{name}'")

    def _as_text(self):
        width = max(72 // self._grid[1] - 2, 22)
        lines = [self._title.center(72).rstrip()] if self._title else []
        rows = {}
        for each in self.axes:
            rows.setdefault(each._place // self._grid[1], []).append(each)
        for _, row in sorted(rows.items()):
            blocks = [each._as_text(width) for each in sorted(row, key=lambda each: each._place)]
            for i in range(max((len(block) for block in blocks), default=0)):
                parts = [(block[i] if i < len(block) else "").ljust(width) for block in blocks]
                lines.append("  ".join(parts).rstrip())
        return "\n".join(lines)

    def _as_svg(self):
        width, height = int(self._size[0] * 80), int(self._size[1] * 80)
        rows, columns = self._grid
        parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif">']
        parts.append(f'<rect width="{width}" height="{height}" fill="white"/>')
        above = 24 if self._title else 0
        if self._title:
            parts.append(f'<text x="{width / 2:.0f}" y="16" text-anchor="middle" font-size="15">{_escaped(self._title)}</text>')
        for each in self.axes:
            row, column = divmod(each._place, columns)
            box = (column * width / columns, above + row * (height - above) / rows, width / columns, (height - above) / rows)
            parts += each._as_svg(*box)
        return "".join(parts) + "</svg>"
