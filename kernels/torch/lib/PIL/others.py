# PIL's modules that work on picture files and fonts: they can be imported, their functions raise; classes can be subclassed.
_classes = {}


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)

    def absent(*args, **kwargs):
        raise NotImplementedError(f"ishape: PIL's {name} is not available here")

    if not name[0].isupper():
        return absent
    if name not in _classes:
        _classes[name] = type(name, (), {"__new__": absent})
    return _classes[name]
