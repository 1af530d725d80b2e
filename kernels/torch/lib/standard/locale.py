# locale: the C locale in UTF-8.
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = 0, 1, 2, 3, 4, 5, 6

class Error(Exception):
    pass

def setlocale(category, locale=None):
    if locale in (None, "", "C", "POSIX", "C.UTF-8", "en_US.UTF-8"):
        return "C.UTF-8" if locale in (None, "") else locale
    raise Error("unsupported locale setting")

def getlocale(category=LC_CTYPE):
    return "en_US", "UTF-8"

getdefaultlocale = getlocale

def getpreferredencoding(do_setlocale=True):
    return "UTF-8"

def getencoding():
    return "utf-8"

def localeconv():
    return {"decimal_point": ".", "thousands_sep": "", "grouping": []}

def format_string(f, val, grouping=False, monetary=False):
    return f % val

def atof(string, func=float):
    return func(string)

def atoi(string):
    return int(string)

def strcoll(a, b):
    return (a > b) - (a < b)

def strxfrm(string):
    return string
