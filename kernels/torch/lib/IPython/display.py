# IPython.display: shows values as a notebook's output.
from torch import _display


class DisplayObject:
    # `data` is the text itself, or read from the file.
    def __init__(self, data=None, url=None, filename=None, metadata=None, **kwargs):
        if data is None and filename is not None:
            with open(filename, encoding="utf-8") as file:
                data = file.read()
        self.data, self.url, self.filename, self.metadata = data, url, filename, metadata or {}

    def __repr__(self):
        return f"<IPython.core.display.{type(self).__name__} object>"


class HTML(DisplayObject):
    def _repr_html_(self):
        return self.data


class Markdown(DisplayObject):
    pass


class Latex(DisplayObject):
    pass


class Math(Latex):
    pass


class JSON(DisplayObject):
    pass


class Javascript(DisplayObject):
    pass


class Pretty(DisplayObject):
    def __repr__(self):
        return self.data


class SVG(DisplayObject):
    pass


class Image(DisplayObject):
    def __init__(self, data=None, url=None, filename=None, **kwargs):
        raise NotImplementedError("ishape: IPython.display.Image is not available here: image files can't be read")


def display(*objs, **kwargs):
    for each in objs:
        html = each._repr_html_() if hasattr(each, "_repr_html_") else None
        svg = each.data if isinstance(each, SVG) else None
        _display.bundle(repr(each), html, svg)


class _Unavailable:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(f"ishape: IPython.display.{type(self).__name__} is not available here")


class Audio(_Unavailable):
    pass


class Video(_Unavailable):
    pass


class IFrame(_Unavailable):
    pass


class YouTubeVideo(_Unavailable):
    pass


def display_html(*objs, raw=False, **kwargs):
    display(*(HTML(each) if raw else each for each in objs))


def clear_output(wait=False):
    # What stands there stays: a terminal has no output to take back.
    pass


def set_matplotlib_formats(*formats, **kwargs):
    pass
