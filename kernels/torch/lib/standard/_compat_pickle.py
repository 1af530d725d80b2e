# What modules and their functions were called in Python 2, whose names protocols 0 to 2 write.
import builtins

_modules = """
builtins __builtin__ copyreg copy_reg queue Queue socketserver SocketServer configparser ConfigParser reprlib repr
_thread thread xmlrpc.client xmlrpclib xmlrpc.server SimpleXMLRPCServer http.client httplib html.entities htmlentitydefs
html.parser HTMLParser http.cookies Cookie http.cookiejar cookielib http.server BaseHTTPServer subprocess commands
urllib.parse urlparse urllib.robotparser robotparser urllib.request urllib2 dbm anydbm collections.abc _abcoll
test.support test.test_support
""".split()
REVERSE_IMPORT_MAPPING = dict(zip(_modules[::2], _modules[1::2]))
IMPORT_MAPPING = {old: new for new, old in REVERSE_IMPORT_MAPPING.items()}
IMPORT_MAPPING.update(cPickle="pickle", StringIO="io", cStringIO="io", UserDict="collections", UserList="collections", UserString="collections")

_names = """
builtins.range __builtin__.xrange functools.reduce __builtin__.reduce sys.intern __builtin__.intern
builtins.chr __builtin__.unichr builtins.str __builtin__.unicode builtins.int __builtin__.long
builtins.zip itertools.izip builtins.map itertools.imap builtins.filter itertools.ifilter
itertools.filterfalse itertools.ifilterfalse itertools.zip_longest itertools.izip_longest
collections.UserDict UserDict.IterableUserDict collections.UserList UserList.UserList
collections.UserString UserString.UserString
urllib.parse.quote urllib.quote urllib.parse.unquote urllib.unquote urllib.parse.urlencode urllib.urlencode
urllib.parse.quote_plus urllib.quote_plus urllib.parse.unquote_plus urllib.unquote_plus
""".split()
_split = lambda name: tuple(name.rsplit(".", 1))
REVERSE_NAME_MAPPING = {_split(new): _split(old) for new, old in zip(_names[::2], _names[1::2])}

# Exceptions that came later are what they are kinds of, or have no name there.
_later = "RecursionError StopAsyncIteration BaseExceptionGroup ExceptionGroup EncodingWarning ResourceWarning".split()
_newer = []
for _name, _value in list(vars(builtins).items()):
    if isinstance(_value, type) and issubclass(_value, BaseException) and _name not in _later:
        _old = next((each for each in (OSError, ImportError) if issubclass(_value, each)), _value)
        if _old is _value:
            REVERSE_NAME_MAPPING["builtins", _name] = "exceptions", _name
        else:
            _newer.append((_name, _old.__name__))
NAME_MAPPING = {old: new for new, old in REVERSE_NAME_MAPPING.items()}
NAME_MAPPING["__builtin__", "basestring"] = "builtins", "str"
NAME_MAPPING["exceptions", "StandardError"] = "builtins", "Exception"
IMPORT_MAPPING["exceptions"] = "builtins"
for _name, _old in _newer:
    REVERSE_NAME_MAPPING["builtins", _name] = "exceptions", _old


def old_name(module, name):
    if (module, name) in REVERSE_NAME_MAPPING:
        return REVERSE_NAME_MAPPING[module, name]
    return REVERSE_IMPORT_MAPPING.get(module, module), name


def new_name(module, name):
    if (module, name) in NAME_MAPPING:
        return NAME_MAPPING[module, name]
    return IMPORT_MAPPING.get(module, module), name
