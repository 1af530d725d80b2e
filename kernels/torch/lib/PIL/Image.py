# PIL.Image: pictures as arrays of bytes. Of files those of PNG are read and written (PIL._png).
import enum

import torch

NEAREST, LANCZOS, BILINEAR, BICUBIC, BOX, HAMMING = 0, 1, 2, 3, 4, 5
FLIP_LEFT_RIGHT, FLIP_TOP_BOTTOM, ROTATE_90, ROTATE_180, ROTATE_270, TRANSPOSE = 0, 1, 2, 3, 4, 5
_BANDS = {"L": ("L",), "LA": ("L", "A"), "RGB": ("R", "G", "B"), "RGBA": ("R", "G", "B", "A"), "1": ("1",), "I": ("I",), "F": ("F",)}


_ENDINGS = {
    ".png": "PNG", ".apng": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".jpe": "JPEG", ".gif": "GIF", ".bmp": "BMP", ".tif": "TIFF", ".tiff": "TIFF",
    ".webp": "WEBP", ".ppm": "PPM", ".pgm": "PPM", ".pdf": "PDF", ".ico": "ICO",
}  # fmt: skip


class Resampling(enum.IntEnum):
    NEAREST = 0
    BOX = 4
    BILINEAR = 2
    HAMMING = 5
    BICUBIC = 3
    LANCZOS = 1


class UnidentifiedImageError(OSError):
    pass


class Image:
    """A picture: `_data` holds (bands, height, width) numbers."""

    format = None

    @property
    def size(self):
        return self._data.shape[2], self._data.shape[1]

    @property
    def width(self):
        return self._data.shape[2]

    @property
    def height(self):
        return self._data.shape[1]

    def _tensor(self):
        return self._data

    def getbands(self):
        return _BANDS[self.mode]

    def copy(self):
        return _from_tensor(self._data.clone(), self.mode)

    def getpixel(self, xy):
        values = tuple(self._data[:, xy[1], xy[0]].tolist())
        return values[0] if len(values) == 1 else values

    def putpixel(self, xy, value):
        self._data[:, xy[1], xy[0]] = torch.tensor(value, dtype=self._data.dtype)

    def crop(self, box=None):
        left, top, right, bottom = box if box is not None else (0, 0, *self.size)
        from PIL._resample import cropped

        return _from_tensor(cropped(self._tensor(), left, top, right, bottom), self.mode)

    def transpose(self, method):
        turned = {
            0: lambda t: t.flip(2), 1: lambda t: t.flip(1), 2: lambda t: t.rot90(1, (1, 2)), 3: lambda t: t.rot90(2, (1, 2)),
            4: lambda t: t.rot90(3, (1, 2)), 5: lambda t: t.transpose(1, 2),
        }  # fmt: skip
        return _from_tensor(turned[method](self._data).contiguous(), self.mode)

    def convert(self, mode=None, *args, **kwargs):
        if mode is None or mode == self.mode:
            return self.copy()
        if self.mode in _BANDS and mode in _BANDS and not {self.mode, mode} & {"1", "I", "F"}:
            return _from_tensor(_with_alpha(_in_colours(self._data, mode), self._data, mode).contiguous(), mode)
        raise NotImplementedError(f"ishape: PIL.Image.convert from {self.mode} to {mode} is not available here")

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        resample = BICUBIC if resample is None else int(resample)
        if resample not in range(6):
            raise ValueError(f"Unknown resampling filter ({resample}). Use Image.Resampling.NEAREST (0), Image.Resampling.LANCZOS (1), Image.Resampling.BILINEAR (2), Image.Resampling.BICUBIC (3), Image.Resampling.BOX (4) or Image.Resampling.HAMMING (5)")
        if self.size == tuple(size) and box is None:
            return self.copy()
        bytes_alone = self.mode in ("L", "RGB") or self.mode in _BANDS and resample == NEAREST
        if box is not None or reducing_gap is not None or not bytes_alone:
            what = "a box" if box is not None else "a reducing gap" if reducing_gap is not None else f"mode {self.mode}"
            raise NotImplementedError(f"ishape: PIL.Image.Image.resize with {what} is not available here")
        width, height = size
        if width <= 0 or height <= 0:
            raise ValueError("height and width must be > 0")
        from PIL._resample import resized

        return _from_tensor(resized(self._data, width, height, resample), self.mode)

    def thumbnail(self, size, resample=BICUBIC, reducing_gap=2.0):
        wide, high = size
        if wide >= self.width and high >= self.height:
            return
        aspect = self.width / self.height
        fits = lambda low, key: max(min(int(low), int(low) + 1, key=key), 1)
        if wide / high >= aspect:
            wide = fits(high * aspect, lambda n: abs(aspect - n / high))
        else:
            high = fits(wide / aspect, lambda n: 0 if n == 0 else abs(aspect - wide / n))
        if reducing_gap is not None and max(self.width / wide, self.height / high) >= 2 * reducing_gap:
            raise NotImplementedError("ishape: PIL.Image.Image.thumbnail of a picture many times as large is not available here unless reducing_gap is None")
        self._data = self.resize((wide, high), resample)._data

    def save(self, fp, format=None, **params):
        import os

        name = os.fspath(fp) if hasattr(fp, "__fspath__") or isinstance(fp, str) else getattr(fp, "name", "")
        ending = os.path.splitext(name)[1].lower()
        if format is None and ending not in _ENDINGS:
            raise ValueError(f"unknown file extension: {ending}")
        kind = _ENDINGS[ending] if format is None else format.upper()
        if kind != "PNG" or self.mode in ("1", "I", "F"):
            raise NotImplementedError(f"ishape: PIL.Image.Image.save of mode {self.mode} as {kind} is not available here; PNG of bytes is")
        from PIL._png import encoded

        content = encoded(self._data)
        if hasattr(fp, "write"):
            fp.write(content)
        else:
            import builtins

            with builtins.open(fp, "wb") as file:
                file.write(content)

    @property
    def __array_interface__(self):
        return {"shape": (self.height, self.width, len(self.getbands())), "typestr": "|u1", "version": 3}

    def __array__(self, dtype=None, copy=None):
        import numpy

        made = self._data.permute(1, 2, 0).contiguous().numpy()
        made = made[:, :, 0] if self.mode in ("L", "1", "I", "F") else made
        return made if dtype is None else numpy.asarray(made, dtype)

    def __eq__(self, other):
        return isinstance(other, Image) and self.mode == other.mode and torch.equal(self._data, other._data)

    def __repr__(self):
        return f"<PIL.Image.Image image mode={self.mode} size={self.width}x{self.height} at 0x{id(self):X}>"

    def __getattr__(self, name):
        if name in ("rotate", "show", "filter", "paste", "transform", "quantize", "split", "point"):

            def absent(*args, **kwargs):
                raise NotImplementedError(f"ishape: PIL.Image.Image.{name} is not available here")

            return absent
        raise AttributeError(f"'Image' object has no attribute '{name}'")


def _in_colours(data, mode):
    """Grey or red, green and blue, as the mode has them."""
    grey = len(data) < 3
    if mode in ("L", "LA"):
        if grey:
            return data[:1]
        red, green, blue = data[:3].to(torch.int64)
        return ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16).to(torch.uint8).unsqueeze(0)
    return data[:1].expand(3, -1, -1) if grey else data[:3]


def _with_alpha(colours, data, mode):
    if mode not in ("LA", "RGBA"):
        return colours
    return torch.cat([colours, data[-1:] if len(data) in (2, 4) else torch.full_like(data[:1], 255)])


def _from_tensor(data, mode=None):
    made = object.__new__(Image)
    made._data = data
    made.mode = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[data.shape[0]] if mode is None else mode
    return made


def new(mode, size, color=0):
    if mode not in _BANDS:
        raise ValueError(f"image has wrong mode: {mode}")
    bands = len(_BANDS[mode])
    values = color if isinstance(color, (tuple, list)) else [color] * bands
    return _from_tensor(torch.tensor(values, dtype=torch.uint8).view(bands, 1, 1).repeat(1, size[1], size[0]), mode)


def fromarray(obj, mode=None):
    data = torch.from_numpy(obj)
    if data.dtype != torch.uint8:
        raise NotImplementedError(f"ishape: PIL.Image.fromarray of {obj.dtype} is not available here")
    return _from_tensor((data.unsqueeze(0) if data.ndim == 2 else data.permute(2, 0, 1)).contiguous(), mode)


def open(fp, mode="r", formats=None):
    import builtins

    from PIL._png import SIGNATURE, decoded

    if hasattr(fp, "read"):
        if hasattr(fp, "seek"):
            fp.seek(0)
        content = fp.read()
    else:
        with builtins.open(fp, "rb") as file:
            content = file.read()
    if content.startswith(SIGNATURE):
        made = _from_tensor(decoded(content))
        made.format = "PNG"
        return made
    if content[:2] in (b"\xff\xd8", b"BM", b"II", b"MM") or content[:4] in (b"GIF8", b"RIFF"):
        raise NotImplementedError("ishape: PIL.Image.open is available for PNG only")
    raise UnidentifiedImageError(f"cannot identify image file {fp!r}")
