import _host

def system():
    return _host.system

def machine():
    return _host.machine

def node():
    return _host.node

def release():
    return _host.release

def processor():
    return _host.machine

def python_version():
    return "3.11.0"

def python_implementation():
    return "ishape"

def platform(aliased=False, terse=False):
    return f"{_host.system}-{_host.release}-{_host.machine}"
