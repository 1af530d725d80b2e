# logging.config: loggers, handlers and formatters as a dict describes them.
import importlib
import logging


def _resolve(name):
    module, _, rest = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), rest)
    except (ImportError, AttributeError) as e:
        raise ValueError(f"Cannot resolve {name!r}: {e}") from e


def _value(value):
    """What a string in the dict stands for: `ext://sys.stdout` an object of a module."""
    return _resolve(value[len("ext://") :]) if isinstance(value, str) and value.startswith("ext://") else value


def _made(entry, default):
    """The object of an entry that names its factory by `()`, or of the default class."""
    factory = entry.pop("()", None)
    if factory is None:
        return default(**entry)
    properties = entry.pop(".", {})
    result = (factory if callable(factory) else _resolve(factory))(**{name: _value(value) for name, value in entry.items()})
    for name, value in properties.items():
        setattr(result, name, value)
    return result


def _formatter(entry):
    if "()" in entry:
        return _made(dict(entry), None)
    kind = _resolve(entry["class"]) if "class" in entry else logging.Formatter
    return kind(entry.get("format"), entry.get("datefmt"), entry.get("style", "%"))


def _handler(entry, formatters, filters):
    entry = dict(entry)
    formatter, level, named = entry.pop("formatter", None), entry.pop("level", None), entry.pop("filters", [])
    kind = entry.pop("class", None)
    if kind is not None:
        entry["()"] = kind
    handler = _made(entry, None)
    if formatter is not None:
        handler.setFormatter(formatters[formatter])
    if level is not None:
        handler.setLevel(level)
    for name in named:
        handler.addFilter(filters[name])
    return handler


def _described(section, config, make):
    made = {}
    for name in sorted(config):
        try:
            made[name] = make(config[name])
        except Exception as e:
            raise ValueError(f"Unable to configure {section} {name!r}") from e
    return made


def dictConfig(config):
    if "version" not in config:
        raise ValueError("dictionary doesn't specify a version")
    if config["version"] != 1:
        raise ValueError(f"Unsupported version: {config['version']}")
    formatters = _described("formatter", config.get("formatters", {}), _formatter)
    filters = _described("filter", config.get("filters", {}), lambda entry: _made(dict(entry), logging.Filter))
    handlers = _described("handler", config.get("handlers", {}), lambda entry: _handler(entry, formatters, filters))

    def configure(logger, entry):
        if entry.get("level") is not None:
            logger.setLevel(entry["level"])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in entry.get("handlers", []):
            if name not in handlers:
                raise ValueError(f"Unable to add handler {name!r}")
            logger.addHandler(handlers[name])
        for name in entry.get("filters", []):
            logger.addFilter(filters[name])
        return logger

    loggers = config.get("loggers", {})
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name in loggers or isinstance(logger, logging.PlaceHolder):
            continue
        if any(name.startswith(f"{parent}.") for parent in loggers):
            logger.level, logger.handlers, logger.propagate = logging.NOTSET, [], True
        else:
            logger.disabled = config.get("disable_existing_loggers", True)
    for name, entry in loggers.items():
        try:
            configure(logging.getLogger(name), entry).propagate = entry.get("propagate", True)
        except Exception as e:
            raise ValueError(f"Unable to configure logger {name!r}") from e
    if "root" in config:
        try:
            configure(logging.getLogger(), config["root"])
        except Exception as e:
            raise ValueError("Unable to configure root logger") from e
