# matplotlib.pyplot: the current figure, and every function as a method of its axes.
from matplotlib.figure import Axes, Figure, _Quiet

rcParams = {"figure.figsize": [6.4, 4.8], "figure.dpi": 100.0, "axes.grid": False}


class _Now:
    figure = None
    axes = None
    count = 0


def gcf():
    return _Now.figure if _Now.figure is not None else figure()


def gca(**kwargs):
    if _Now.axes is None:
        _Now.axes = gcf().gca()
    return _Now.axes


def sca(ax):
    _Now.axes, _Now.figure = ax, ax.figure


def figure(num=None, figsize=None, dpi=None, **kwargs):
    _Now.count += 1
    _Now.figure = Figure(figsize)
    _Now.figure.number = _Now.count if num is None else num
    _Now.axes = None
    return _Now.figure


def subplot(*args, **kwargs):
    _Now.axes = gcf().add_subplot(*(args or (1, 1, 1)))
    return _Now.axes


def subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, figsize=None, **kwargs):
    made = figure(figsize=figsize)
    axes = [[made.add_subplot(nrows, ncols, row * ncols + column + 1) for column in range(ncols)] for row in range(nrows)]
    _Now.axes = axes[0][0]
    if squeeze and nrows == ncols == 1:
        return made, axes[0][0]
    if squeeze and (nrows == 1 or ncols == 1):
        return made, AxesArray([each for row in axes for each in row])
    return made, AxesArray([AxesArray(row) for row in axes])


class AxesArray(list):
    """The axes of a grid, indexed as an array of numpy's is."""

    def __getitem__(self, key):
        if isinstance(key, tuple):
            first = list.__getitem__(self, key[0])
            return AxesArray([row[key[1]] for row in first]) if isinstance(key[0], slice) else first[key[1]]
        found = list.__getitem__(self, key)
        return AxesArray(found) if isinstance(key, slice) else found

    @property
    def flat(self):
        return iter(self.ravel())

    @property
    def shape(self):
        return (len(self), len(self[0])) if self and isinstance(self[0], AxesArray) else (len(self),)

    def ravel(self):
        return AxesArray([each for row in self for each in row]) if self and isinstance(self[0], AxesArray) else self

    flatten = ravel


def show(*args, **kwargs):
    if _Now.figure is not None:
        _Now.figure.show()
    close()


def close(fig=None):
    _Now.figure = _Now.axes = None


def clf():
    gcf().clf()
    _Now.axes = None


def cla():
    gca().cla()


def savefig(*args, **kwargs):
    gcf().savefig(*args, **kwargs)


def suptitle(t, **kwargs):
    gcf().suptitle(t)


def title(label, **kwargs):
    gca().set_title(label)


def xlabel(xlabel, **kwargs):
    gca().set_xlabel(xlabel)


def ylabel(ylabel, **kwargs):
    gca().set_ylabel(ylabel)


def xlim(*args, **kwargs):
    return gca().set_xlim(*args, **kwargs) if args or kwargs else gca().get_xlim()


def ylim(*args, **kwargs):
    return gca().set_ylim(*args, **kwargs) if args or kwargs else gca().get_ylim()


def yscale(value, **kwargs):
    gca().set_yscale(value)


def _on_axes(name):
    def function(*args, **kwargs):
        return getattr(gca(), name)(*args, **kwargs)

    function.__name__ = function.__qualname__ = name
    return function


def _nothing(name):
    def function(*args, **kwargs):
        return None

    function.__name__ = function.__qualname__ = name
    return function


class _Style:
    available = ["default", "ggplot", "seaborn-v0_8"]

    def use(self, style):
        pass

    def context(self, style, **kwargs):
        import contextlib

        return contextlib.nullcontext()


style = _Style()
cm = _Quiet()

_DRAWN = "plot scatter bar barh hist imshow matshow axhline axvline text annotate legend axis fill_between errorbar semilogy pcolormesh"
_QUIET = (
    "grid xticks yticks tight_layout colorbar subplots_adjust ion ioff draw pause set_cmap clim tick_params margins xscale rc rcdefaults minorticks_on "
    "switch_backend autoscale figtext get_fignums"
)
_ABSENT = (
    "contour contourf quiver violinplot boxplot pie stem step polar hexbin streamplot table arrow specgram stackplot subplot_mosaic subplot2grid imread imsave "
    "loglog semilogx fill hlines vlines get_cmap hist2d spy triplot tripcolor barbs broken_barh eventplot psd acorr xcorr waitforbuttonpress ginput"
)


def __getattr__(name):
    if name in _DRAWN.split():
        return _on_axes(name)
    if name in _QUIET.split():
        return _nothing(name)
    if name in _ABSENT.split():

        def absent(*args, **kwargs):
            raise NotImplementedError(f"ishape: matplotlib.pyplot.{name} is not available here")

        return absent
    raise AttributeError(f"module 'matplotlib.pyplot' has no attribute '{name}'")
