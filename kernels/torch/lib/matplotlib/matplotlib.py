# matplotlib: a small stand-in. pyplot draws in the terminal and as SVG in notebooks.
__version__ = "3.10.0"
rcParams = {"figure.figsize": [6.4, 4.8], "figure.dpi": 100.0, "font.size": 10.0, "backend": "ishape"}


def use(backend, *, force=True):
    pass


def get_backend():
    return "ishape"


def rc(group, **kwargs):
    pass


def rcdefaults():
    pass
