# PIL's modules that work on picture files and fonts: they can be imported, their functions raise.


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)

    def absent(*args, **kwargs):
        raise NotImplementedError(f"ishape: PIL's {name} is not available here")

    return absent
