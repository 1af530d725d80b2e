# argparse: options and positionals of a command line, with their help.
import sys

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."
PARSER = "A..."

class ArgumentTypeError(Exception):
    pass

class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = argument
        self.message = message
    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"

class _Shown:
    """Its repr tells attributes by name, and those whose names are none as a dict."""
    def _get_kwargs(self):
        return list(self.__dict__.items())
    def _get_args(self):
        return []
    def __repr__(self):
        parts = [repr(arg) for arg in self._get_args()]
        odd = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            parts.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

class Namespace(_Shown):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])
    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented
    def __contains__(self, key):
        return key in self.__dict__

class HelpFormatter:
    def help_of(self, action):
        return action.help
    def name_of(self, action):
        # What stands for a value when there is no metavar.
        return action.dest.upper() if action.option_strings else action.dest
    def fill(self, text, width, indent=""):
        import textwrap
        return textwrap.fill(" ".join(text.split()), width - len(indent), initial_indent=indent, subsequent_indent=indent)
    def wrap(self, text, width):
        import textwrap
        return textwrap.wrap(" ".join(text.split()), width)

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def help_of(self, action):
        text = action.help
        if text is not None and "%(default)" not in text and action.default is not SUPPRESS and (action.option_strings or action.nargs in ("?", "*")):
            text += " (default: %(default)s)"
        return text

class RawDescriptionHelpFormatter(HelpFormatter):
    def fill(self, text, width, indent=""):
        return "".join([indent + line for line in text.splitlines(keepends=True)])

class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def wrap(self, text, width):
        return text.splitlines()

class MetavarTypeHelpFormatter(HelpFormatter):
    def name_of(self, action):
        return action.type.__name__

class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors
    def __call__(self, string):
        if string == "-":
            return sys.stdin if "r" in self._mode else sys.stdout
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}")
    def __repr__(self):
        shown = [repr(each) for each in (self._mode, self._bufsize) if each != -1]
        shown += [f"{name}={value!r}" for name, value in (("encoding", self._encoding), ("errors", self._errors)) if value is not None]
        return f"{type(self).__name__}({', '.join(shown)})"

class Action(_Shown):
    def _get_kwargs(self):
        names = ["option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar"]
        return [(name, getattr(self, name)) for name in names]
    def format_usage(self):
        return self.option_strings[0]
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")
    def label(self):
        return "/".join(self.option_strings) if self.option_strings else (self.metavar or self.dest)

class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)

class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar)
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)

class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)

class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)

class _AppendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.append(values)
        setattr(namespace, self.dest, items)

class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])

class _ExtendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])

class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, None, None, required, help)
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)

class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, None, default, help=help)
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()

class _VersionAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, version=None, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, None, default, help=help)
        self.version = version
    def __call__(self, parser, namespace, values, option_string=None):
        print(self.version % {"prog": parser.prog})
        parser.exit()

class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, None, default, None, None, required, help)
    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))
    def format_usage(self):
        return " | ".join(self.option_strings)

class _SubParsersAction(Action):
    def __init__(self, option_strings, dest, prog, parser_class, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, "A...", None, None, None, {}, required, help, metavar)
        self._prog = prog
        self._parser_class = parser_class
        # The commands with their help, in the order in which they were added.
        self.listing = []
    def add_parser(self, name, *, help=None, aliases=(), **kwargs):
        kwargs.setdefault("prog", f"{self._prog} {name}")
        for each in (name, *aliases):
            if each in self.choices:
                kind = "subparser" if each is name else "subparser alias"
                raise ArgumentError(self.metavar or (self.dest if self.dest is not SUPPRESS else None), f"conflicting {kind}: {each}")
        parser = self._parser_class(**kwargs)
        for each in (name, *aliases):
            self.choices[each] = parser
        if help is not None:
            self.listing.append((f"{name} ({', '.join(aliases)})" if aliases else name, help))
        return parser
    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        for key, value in vars(self.choices[name].parse_args(values[1:])).items():
            setattr(namespace, key, value)

_ACTIONS = {None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction, "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction, "extend": _ExtendAction, "count": _CountAction, "help": _HelpAction, "version": _VersionAction}

class _Group:
    """Arguments under a title of their own, or such that exclude one another; a group may stand in another."""
    def __init__(self, container, title=None, description=None, required=False, exclusive=False):
        self._container = container
        self._parser = container if isinstance(container, ArgumentParser) else container._parser
        self.title = title
        self.description = description
        self.required = required
        self.exclusive = exclusive
        self.actions = self._group_actions = []
    def add_argument(self, *args, **kwargs):
        return self._parser._add(self, args, kwargs)
    def _join(self, action):
        if self.exclusive and action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        if self._container is not self._parser:
            self._container._join(action)
        elif not self.exclusive:
            action.group = self
        self.actions.append(action)
    def add_argument_group(self, *args, **kwargs):
        return self._parser.add_argument_group(*args, **kwargs)
    def add_mutually_exclusive_group(self, *, required=False):
        if self.exclusive:
            import warnings
            warnings.warn("Nesting mutually exclusive groups is deprecated.", DeprecationWarning, stacklevel=2)
        group = _Group(self, required=required, exclusive=True)
        self._parser._exclusive.append(group)
        return group
    def set_defaults(self, **kwargs):
        self._parser.set_defaults(**kwargs)

def _shares(actions, count):
    # How many of so many arguments each positional takes: the first ones as many as leave the others what they need.
    least = [a.nargs if isinstance(a.nargs, int) else 0 if a.nargs in ("?", "*", REMAINDER) else 1 for a in actions]
    some = len(actions)
    while some and sum(least[:some]) > count:
        some -= 1
    shares = []
    for i, action in enumerate(actions[:some]):
        room = count - sum(least[i + 1:some])
        take = least[i] if action.nargs is None or isinstance(action.nargs, int) else min(room, 1) if action.nargs == "?" else room
        shares.append((action, take))
        count -= take
        if action.nargs in ("A...", REMAINDER):
            break
    return shares

class ArgumentParser(_Shown):
    def _get_kwargs(self):
        names = ["prog", "usage", "description", "formatter_class", "conflict_handler", "add_help"]
        return [(name, getattr(self, name)) for name in names]
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = prog if prog is not None else (sys.argv[0].rsplit("/", 1)[-1] if sys.argv else "")
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.argument_default = argument_default
        self.exit_on_error = exit_on_error
        self._registries = {"action": dict(_ACTIONS), "type": {}}
        self.allow_abbrev = allow_abbrev
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        if conflict_handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value: {conflict_handler!r}")
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self._actions = []
        self._groups = []
        self._exclusive = []
        self._defaults = {}
        if add_help:
            mark = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(mark + "h", mark * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._add_parent(parent)
            self._defaults.update(parent._defaults)
    def _add_parent(self, parent):
        titled = {}
        for group in self._groups:
            if group.title in titled:
                raise ValueError(f"cannot merge actions - two groups are named {group.title!r}")
            titled[group.title] = group
        twins = {}
        for group in parent._groups:
            if group.title not in titled:
                titled[group.title] = self.add_argument_group(group.title, group.description)
            twins[group] = titled[group.title]
        for group in parent._exclusive:
            twins[group] = self.add_mutually_exclusive_group(required=group.required)
        # An exclusive group leaves the titled group that it stood in.
        innermost = {id(action): twins[group] for group in [*parent._groups, *parent._exclusive] for action in group.actions}
        for action in parent._actions:
            self._check_conflicts(action)
            group = innermost.get(id(action))
            action.group = None
            if group is not None:
                group._join(action)
            self._actions.append(action)
    def _check_conflicts(self, action):
        taken = [(name, other) for name in action.option_strings for other in self._actions if name in other.option_strings]
        if not taken:
            return
        if self.conflict_handler == "error":
            names = list(dict.fromkeys(name for name, _ in taken))
            raise ArgumentError(action.label(), f"conflicting option string{'s' if len(names) > 1 else ''}: {', '.join(names)}")
        for name, other in taken:
            other.option_strings = [each for each in other.option_strings if each != name]
            if not other.option_strings:
                self._actions.remove(other)
                for group in [*self._groups, *self._exclusive]:
                    if other in group.actions:
                        group.actions.remove(other)
    def register(self, registry_name, value, object):
        self._registries[registry_name][value] = object
    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group
    def add_mutually_exclusive_group(self, *, required=False):
        group = _Group(self, required=required, exclusive=True)
        self._exclusive.append(group)
        return group
    def add_subparsers(self, *, title=None, description=None, dest=SUPPRESS, required=False, help=None, metavar=None, prog=None, parser_class=None):
        if any(isinstance(a, _SubParsersAction) for a in self._actions):
            self.error("cannot have multiple subparser arguments")
        if prog is None:
            # The command's name follows what has to be given before it.
            before = [a for a in self._actions if not a.option_strings]
            prog = " ".join([self.prog, self._usage_of(before)]).strip()
        action = _SubParsersAction([], dest, prog, parser_class or type(self), required, help, metavar)
        action.group = None
        self._actions.append(action)
        if title is not None or description is not None:
            action.group = self.add_argument_group(title or "subcommands", description)
            action.group.actions.append(action)
        return action
    def add_argument(self, *args, **kwargs):
        return self._add(None, args, kwargs)
    def _add(self, group, names, kwargs):
        kwargs = dict(kwargs)
        action = kwargs.pop("action", None)
        cls = self._registries["action"].get(action, action) if action is None or isinstance(action, str) else action
        if not callable(cls):
            raise ValueError(f'unknown action "{cls}"')
        if kwargs.get("type") is not None:
            kwargs["type"] = self._registries["type"].get(kwargs["type"], kwargs["type"])
        if cls is _StoreAction and kwargs.get("nargs") == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate")
        if not names or len(names) == 1 and names[0][:1] not in self.prefix_chars:
            if names and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            if not names and "dest" not in kwargs:
                raise TypeError("_ActionsContainer._get_positional_kwargs() missing 1 required positional argument: 'dest'")
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            dest = kwargs.pop("dest", None) or names[0]
            options = []
            if kwargs.get("nargs") not in ("?", "*") or kwargs.get("nargs") == "*" and "default" not in kwargs:
                kwargs.setdefault("required", True)
        else:
            options = list(names)
            for each in options:
                if each[:1] not in self.prefix_chars or not each:
                    raise ValueError(f"invalid option string {each!r}: must start with a character {self.prefix_chars!r}")
            long = [each for each in options if len(each) > 1 and each[1] in self.prefix_chars]
            dest = kwargs.pop("dest", None)
            if dest is None:
                dest = (long[0] if long else options[0]).lstrip(self.prefix_chars)
                if not dest:
                    raise ValueError(f"dest= is required for options like {options[-1]!r}")
                dest = dest.replace("-", "_")
        if "default" not in kwargs and dest in self._defaults:
            kwargs["default"] = self._defaults[dest]
        elif "default" not in kwargs and self.argument_default is not None:
            kwargs["default"] = self.argument_default
        made = cls(options, dest, **kwargs)
        if made.type is not None and not callable(made.type):
            raise ValueError(f"{made.type!r} is not callable")
        if made.type is FileType:
            raise ValueError(f"{FileType!r} is a FileType class object, instance of it must be passed")
        try:
            self._format_args(made, self._formatter().name_of(made) if made.type is not None or not isinstance(self._formatter(), MetavarTypeHelpFormatter) else "")
        except TypeError:
            raise ValueError("length of metavar tuple does not match nargs") from None
        self._check_conflicts(made)
        made.group = None
        if group is not None:
            group._join(made)
        self._actions.append(made)
        return made
    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]
    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)
    def parse_args(self, args=None, namespace=None):
        namespace, extra = self.parse_known_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return namespace
    def parse_known_args(self, args=None, namespace=None, *, _intermixed=False):
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            return self._parse(args, namespace, _intermixed)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, extra = self.parse_known_intermixed_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return namespace
    def parse_known_intermixed_args(self, args=None, namespace=None):
        wrong = next((a for a in self._actions if not a.option_strings and a.nargs in ("A...", REMAINDER)), None)
        if wrong is not None:
            raise TypeError(f"parse_intermixed_args: positional arg with nargs={wrong.nargs}")
        return self.parse_known_args(args, namespace, _intermixed=True)
    def _parse(self, args, namespace, intermixed):
        options = {name: a for a in self._actions for name in a.option_strings}
        numeric = any(name.lstrip(self.prefix_chars)[:1].isdigit() for name in options)
        def is_option(arg):
            if arg[:1] not in self.prefix_chars or len(arg) < 2:
                return False
            if arg in options or arg.split("=", 1)[0] in options:
                return True
            if not numeric:
                try:
                    float(arg)
                    return False
                except ValueError:
                    pass
            return " " not in arg
        seen = []
        extra = []
        waiting = [a for a in self._actions if not a.option_strings]
        def consume(args, start, end):
            # As many positionals as the arguments up to the next option satisfy take theirs; gives where the rest begins.
            for action, count in _shares(waiting, end - start):
                count = len(args) - start if action.nargs in ("A...", REMAINDER) else count
                self._take(action, args[start:start + count], namespace)
                seen.append(action)
                waiting.remove(action)
                start += count
            return start
        set_aside = []
        i = 0
        only = False
        while i < len(args):
            arg = args[i]
            if only or arg == "--" or not is_option(arg):
                end = i
                while end < len(args):
                    if args[end] == "--" and not only:
                        only = True
                        del args[end]
                        continue
                    if not only and is_option(args[end]):
                        break
                    end += 1
                if intermixed:
                    set_aside += args[i:end]
                    i = end
                    continue
                after = consume(args, i, end)
                if after == i:
                    extra += args[i:end]
                    after = end
                i = after
                continue
            name, given, value = arg.partition("=")
            action = options.get(name)
            if action is None and self.allow_abbrev and name.startswith("--"):
                found = [each for each in options if each.startswith(name)]
                if len(found) > 1:
                    self.error(f"ambiguous option: {name} could match {', '.join(found)}")
                if found:
                    name = found[0]
                    action = options[name]
            if action is None and not name.startswith("--") and arg[:2] in options:
                name = arg[:2]
                action = options[name]
                rest = arg[2:]
                if action.nargs == 0:
                    args[i + 1:i + 1] = ["-" + rest]
                else:
                    given, value = "=", rest
            if action is None:
                extra.append(arg)
                i += 1
                continue
            i += 1
            if given and action.nargs == 0 and name in options and "=" in arg:
                raise ArgumentError(action.label(), f"ignored explicit argument {value!r}")
            taken = [value] if given else []
            if not given:
                limit = action.nargs if isinstance(action.nargs, int) else 1 if action.nargs in (None, "?") else len(args)
                while i < len(args) and len(taken) < limit and (action.nargs == REMAINDER or not is_option(args[i])) and args[i] != "--":
                    taken.append(args[i])
                    i += 1
            self._check(action, taken)
            seen.append(action)
            for group in self._exclusive:
                if action in group.actions:
                    for other in group.actions:
                        if other is not action and other in seen:
                            raise ArgumentError(action.label(), f"not allowed with argument {other.label()}")
            action(self, namespace, self._values(action, taken), name)
        extra += set_aside[consume(set_aside, 0, len(set_aside)):]
        missing = [a.label() for a in self._actions if a.required and a not in seen and not isinstance(a, _HelpAction)]
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for group in self._exclusive:
            if group.required and not any(a in seen for a in group.actions):
                self.error(f"one of the arguments {' '.join(a.label() for a in group.actions)} is required")
        for action in self._actions:
            if action not in seen and isinstance(action.default, str) and action.type is not None and getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._value(action, action.default))
        return namespace, extra
    def _take(self, action, taken, namespace):
        # A positional's arguments; one that may be left out has its default without any.
        if taken or action.nargs not in ("?", "*"):
            action(self, namespace, self._values(action, taken))
        elif action.nargs == "*" and action.default is None:
            setattr(namespace, action.dest, [])
        elif isinstance(action.default, str):
            setattr(namespace, action.dest, self._value(action, action.default))
    def _check(self, action, taken):
        nargs = action.nargs
        if nargs is None and len(taken) != 1:
            raise ArgumentError(action.label(), "expected one argument")
        if nargs == "+" and not taken:
            raise ArgumentError(action.label(), "expected at least one argument")
        if isinstance(nargs, int) and nargs != 0 and len(taken) != nargs:
            raise ArgumentError(action.label(), f"expected {nargs} argument{'s' if nargs != 1 else ''}")
    def _value(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action.label(), str(error))
        except (TypeError, ValueError):
            raise ArgumentError(action.label(), f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}")
    def _values(self, action, taken):
        if isinstance(action, _SubParsersAction):
            if taken[0] not in action.choices:
                raise ArgumentError(action.label() if action.dest is not SUPPRESS else "{" + ",".join(action.choices) + "}", f"invalid choice: {taken[0]!r} (choose from {', '.join(map(repr, action.choices))})")
            return taken
        if action.nargs == 0:
            return []
        if action.nargs == "?" and not taken:
            return action.const
        values = [self._value(action, each) for each in taken]
        if action.choices is not None:
            for each in values:
                if each not in action.choices:
                    raise ArgumentError(action.label(), f"invalid choice: {each!r} (choose from {', '.join(map(repr, action.choices))})")
        return values[0] if action.nargs in (None, "?") else values
    def _metavar(self, action, default=None):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{" + ",".join(map(str, action.choices)) + "}"
        return self._formatter().name_of(action) if default is None else default
    def _format_args(self, action, default=None):
        # The values of an action as usage shows them.
        metavar = self._metavar(action, default)
        def names(count):
            return metavar if isinstance(metavar, tuple) else (metavar,) * count
        nargs = action.nargs
        if nargs is None:
            return "%s" % names(1)
        if nargs == OPTIONAL:
            return "[%s]" % names(1)
        if nargs == ZERO_OR_MORE:
            return "[%s [%s ...]]" % names(1) if len(names(1)) == 2 else "[%s ...]" % names(1)
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % names(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == "A...":
            return "%s ..." % names(1)
        if nargs == SUPPRESS:
            return ""
        if not isinstance(nargs, int):
            raise ValueError("invalid nargs value")
        return " ".join(["%s"] * nargs) % names(nargs)
    def _formatter(self):
        return self.formatter_class() if isinstance(self.formatter_class, type) else HelpFormatter()
    def format_usage(self):
        if self.usage is SUPPRESS:
            return ""
        if self.usage is not None:
            return f"usage: {self.usage % {'prog': self.prog}}\n"
        options = [a for a in self._actions if a.option_strings]
        positionals = [a for a in self._actions if not a.option_strings]
        line = " ".join(each for each in (f"usage: {self.prog}", self._usage_of(options + positionals)) if each)
        width = max(_width(), 11)
        if len(line) <= width:
            return line + "\n"
        options, positionals = self._usage_parts(options), self._usage_parts(positionals)
        if len("usage: ") + len(self.prog) <= 0.75 * width:
            indent = " " * len(f"usage: {self.prog} ")
            if options:
                lines = [*_lines([self.prog, *options], indent, width, "usage: "), *_lines(positionals, indent, width)]
            else:
                lines = _lines([self.prog, *positionals], indent, width, "usage: ")
        else:
            indent = " " * len("usage: ")
            lines = _lines([*options, *positionals], indent, width)
            if len(lines) > 1:
                lines = [*_lines(options, indent, width), *_lines(positionals, indent, width)]
            lines = [self.prog, *lines]
        return "usage: " + "\n".join(lines) + "\n"
    def _usage_parts(self, actions):
        import re
        return re.findall(r"\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+", self._usage_of(actions))
    def _usage_of(self, actions):
        # All actions in a line; exclusive ones that stand side by side share a bracket.
        import re
        marks = {}
        grouped = set()
        for group in self._exclusive:
            if not group.actions:
                raise ValueError("empty group")
            if group.actions[0] not in actions:
                continue
            start = actions.index(group.actions[0])
            end = start + len(group.actions)
            if actions[start:end] != group.actions:
                continue
            grouped.update(id(a) for a in group.actions)
            shown = sum(a.help is not SUPPRESS for a in group.actions)
            if not group.required:
                marks[start] = marks[start] + " [" if start in marks else "["
                marks[end] = marks[end] + "]" if end in marks else "]"
            elif shown > 1:
                marks[start] = marks[start] + " (" if start in marks else "("
                marks[end] = marks[end] + ")" if end in marks else ")"
            for i in range(start + 1, end):
                marks[i] = "|"
        parts = []
        for i, action in enumerate(actions):
            if action.help is SUPPRESS:
                parts.append(None)
                if marks.get(i) == "|":
                    del marks[i]
                elif marks.get(i + 1) == "|":
                    del marks[i + 1]
                continue
            if not action.option_strings:
                part = self._format_args(action)
                if id(action) in grouped and part[:1] == "[" and part[-1:] == "]":
                    part = part[1:-1]
            else:
                part = action.format_usage() if action.nargs == 0 else f"{action.option_strings[0]} {self._format_args(action)}"
                if not action.required and id(action) not in grouped:
                    part = f"[{part}]"
            parts.append(part)
        for i in sorted(marks, reverse=True):
            parts[i:i] = [marks[i]]
        text = " ".join(part for part in parts if part is not None)
        text = re.sub(r"([\[(]) ", r"\1", text)
        text = re.sub(r" ([\])])", r"\1", text)
        return re.sub(r"[\[(] *[\])]", "", text).strip()
    def format_help(self):
        out = self.format_usage()
        width = _width()
        formatter = self._formatter()
        if self.description:
            out += "\n" + formatter.fill(self.description.replace("%(prog)s", self.prog), width).rstrip("\n") + "\n"
        shown = [a for a in self._actions if a.help is not SUPPRESS]
        descriptions = {g.title: g.description for g in self._groups}
        sections = [("positional arguments", [a for a in shown if not a.option_strings and a.group is None]), ("options", [a for a in shown if a.option_strings and a.group is None])]
        sections += [(g.title, [a for a in g.actions if a.help is not SUPPRESS]) for g in self._groups]
        heads = {}
        for _, actions in sections:
            for a in actions:
                if not a.option_strings:
                    name = self._metavar(a)
                    heads[id(a)] = "  " + (" ".join(name) if isinstance(name, tuple) else name)
                elif a.nargs == 0:
                    heads[id(a)] = "  " + ", ".join(a.option_strings)
                else:
                    values = self._format_args(a)
                    heads[id(a)] = "  " + ", ".join(f"{name} {values}" for name in a.option_strings)
        listed = [f"  {head}" for a in shown if isinstance(a, _SubParsersAction) for head, _ in a.listing]
        limit = min(24, max(width - 20, 4))
        column = min(max((len(h) for h in [*heads.values(), *listed]), default=0) + 2, limit)
        for title, actions in sections:
            if not actions and not descriptions.get(title):
                continue
            out += f"\n{title}:\n" if title else "\n"
            if descriptions.get(title):
                out += formatter.fill(descriptions[title].replace("%(prog)s", self.prog), width, "  ").rstrip("\n") + "\n"
                if actions:
                    out += "\n"
            for a in actions:
                head = heads[id(a)]
                text = formatter.help_of(a) if hasattr(formatter, "help_of") else a.help
                if not text:
                    out += head + "\n" + self._commands_help(a, formatter, column, width)
                    continue
                values = {**vars(a), "prog": self.prog, "type": getattr(a.type, "__name__", a.type)}
                if a.choices is not None:
                    values["choices"] = ", ".join(map(str, a.choices))
                lines = formatter.wrap(text % values, max(width - column, 11))
                if len(head) <= column - 2:
                    out += head.ljust(column) + lines[0] + "\n"
                    lines = lines[1:]
                else:
                    out += head + "\n"
                for line in lines:
                    out += " " * column + line + "\n"
                out += self._commands_help(a, formatter, column, width)
        if self.epilog:
            out += "\n" + formatter.fill(self.epilog.replace("%(prog)s", self.prog), width).rstrip("\n") + "\n"
        return out.lstrip("\n")
    def _commands_help(self, action, formatter, column, width):
        out = ""
        for name, help in action.listing if isinstance(action, _SubParsersAction) else ():
            lines = formatter.wrap(help or "", max(width - column, 11))
            if lines and len(name) + 4 <= column - 2:
                out += f"    {name}".ljust(column) + lines.pop(0) + "\n"
            else:
                out += f"    {name}\n"
            for line in lines:
                out += " " * column + line + "\n"
        return out
    def print_usage(self, file=None):
        (file or sys.stdout).write(self.format_usage())
    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())
    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

def _lines(parts, indent, width, prefix=None):
    """Parts put into lines, of which the first begins after a prefix."""
    lines = []
    line = []
    length = len(indent if prefix is None else prefix) - 1
    for part in parts:
        if length + 1 + len(part) > width and line:
            lines.append(indent + " ".join(line))
            line = []
            length = len(indent) - 1
        line.append(part)
        length += len(part) + 1
    if line:
        lines.append(indent + " ".join(line))
    if prefix is not None:
        lines[0] = lines[0][len(indent):]
    return lines

def _width():
    os = sys.modules.get("os")
    try:
        return int(os.environ["COLUMNS"]) - 2
    except (AttributeError, KeyError, ValueError):
        import _host
        return _host.columns() - 2
