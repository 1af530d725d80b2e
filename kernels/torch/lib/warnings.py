# warnings: each text once per category, on stderr; filters by action and category.
import sys

_filters = []
_seen = set()


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    category = category or UserWarning
    text = str(message)
    action = next((action for action, cls in _filters if issubclass(category, cls)), "default")
    if action == "error":
        raise message if isinstance(message, Warning) else category(message)
    if action == "ignore" or (action != "always" and (text, category) in _seen):
        return
    _seen.add((text, category))
    sys.stderr.write(f"{category.__name__}: {text}\n")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _filters.insert(len(_filters) if append else 0, (action, category))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, category=category, append=append)


def resetwarnings():
    _filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning):
        if record:
            raise NotImplementedError("warnings.catch_warnings(record=True) is not available in ishape")
        self._first = action and (action, category)

    def __enter__(self):
        self._kept = list(_filters)
        if self._first:
            _filters.insert(0, self._first)

    def __exit__(self, *exc):
        _filters[:] = self._kept
