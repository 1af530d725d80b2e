# PIL: pictures in memory.
__version__ = "12.3.0"


class UnidentifiedImageError(OSError):
    pass
