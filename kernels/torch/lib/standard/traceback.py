import sys

def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    error = value if value is not None else exc
    import _host
    return [_host.format_exception(error)]

def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1])) if sys.exc_info()[1] is not None else "NoneType: None\n"

def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc())

def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    (file or sys.stderr).write("".join(format_exception(exc, value)))

def format_exception_only(exc, value=None):
    error = value if value is not None else exc
    text = str(error)
    return [f"{type(error).__name__}: {text}\n" if text else f"{type(error).__name__}\n"]
