# matplotlib's other modules: they can be imported, and what they make changes nothing that is drawn here.
from matplotlib.figure import _Quiet


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Quiet()
