# getopt: options of a command line as C programs read them.
import os

class GetoptError(Exception):
    opt = ""
    msg = ""
    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)
    def __str__(self):
        return self.msg

error = GetoptError

def getopt(args, shortopts, longopts=[]):
    return _read(args, shortopts, longopts, first_ends=True)

def gnu_getopt(args, shortopts, longopts=[]):
    first_ends = shortopts.startswith("+") or bool(os.environ.get("POSIXLY_CORRECT"))
    return _read(args, shortopts.removeprefix("+"), longopts, first_ends)

def _read(args, shortopts, longopts, first_ends):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    args, opts, others = list(args), [], []
    while args:
        arg = args.pop(0)
        if arg == "--":
            others += args
            break
        if arg.startswith("--"):
            opts.append(_long(arg[2:], longopts, args))
        elif arg.startswith("-") and arg != "-":
            opts += _short(arg[1:], shortopts, args)
        elif first_ends:
            others += [arg, *args]
            break
        else:
            others.append(arg)
    return opts, others

def _long(text, longopts, args):
    name, equals, value = text.partition("=")
    name, wants = _full_name(name, longopts)
    if wants and not equals:
        if not args:
            raise GetoptError(f"option --{name} requires argument", name)
        value = args.pop(0)
    elif equals and not wants:
        raise GetoptError(f"option --{name} must not have an argument", name)
    return "--" + name, value

def _full_name(name, longopts):
    possible = [each for each in longopts if each.startswith(name)]
    if not possible:
        raise GetoptError(f"option --{name} not recognized", name)
    if name in possible:
        return name, False
    if name + "=" in possible:
        return name, True
    if len(possible) > 1:
        raise GetoptError(f"option --{name} not a unique prefix", name)
    return possible[0].removesuffix("="), possible[0].endswith("=")

def short_has_arg(letter, shortopts):
    for i, each in enumerate(shortopts):
        if letter == each != ":":
            return shortopts.startswith(":", i + 1)
    raise GetoptError(f"option -{letter} not recognized", letter)

def long_has_args(name, longopts):
    name, wants = _full_name(name, longopts)
    return wants, name

def _short(text, shortopts, args):
    opts = []
    while text:
        letter, text = text[0], text[1:]
        value = ""
        if short_has_arg(letter, shortopts):
            if not text:
                if not args:
                    raise GetoptError(f"option -{letter} requires argument", letter)
                text = args.pop(0)
            value, text = text, ""
        opts.append(("-" + letter, value))
    return opts

def do_longs(opts, opt, longopts, args):
    args = list(args)
    return opts + [_long(opt, longopts, args)], args

def do_shorts(opts, optstring, shortopts, args):
    args = list(args)
    return opts + _short(optstring, shortopts, args), args
