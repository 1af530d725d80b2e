# torch.fx: runs a function on stand-ins for its arguments, and keeps what it did as a graph that is a module again.
import _unpack
import builtins
import inspect
import math
import operator

import torch
from torch import nn
from torch._overrides import spelled
from torch.fx.graph import Graph, Node, is_native, map_aggregate, map_arg

_wrapped = {}


class TraceError(ValueError):
    pass


def wrap(fn_or_name):
    if not isinstance(fn_or_name, str) and not callable(fn_or_name):
        raise RuntimeError("Unsupported type for global function! Must be either a callable or string name")
    return fn_or_name


def _assert_is_none(value, msg):
    assert value is None, msg


_assert_is_none.__module__ = "torch.fx._symbolic_trace"


class Proxy:
    """Stands for a value while a function is traced."""

    def __init__(self, node, tracer=None):
        self.node = node
        self.tracer = tracer if tracer is not None else GraphAppendingTracer(node.graph)

    def __repr__(self):
        return f"Proxy({self.node.name})"

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Attribute(self, name)

    def __call__(self, *args, **kwargs):
        return self.tracer.create_proxy("call_method", "__call__", (self, *args), kwargs)

    def __iter__(self):
        wanted = _unpack.wanted(self)
        if wanted is not None:
            return (self[i] for i in range(wanted))
        raise TraceError(
            "Proxy object cannot be iterated. This can be attempted when the Proxy is used in a loop or as a *args or "
            "**kwargs function argument. See the torch.fx docs on pytorch.org for a more detailed explanation of what "
            "types of control flow can be traced, and check out the Proxy docstring for help troubleshooting Proxy "
            "iteration errors"
        )

    def __bool__(self):
        raise TraceError("symbolically traced variables cannot be used as inputs to control flow")

    def __len__(self):
        raise RuntimeError(
            "'len' is not supported in symbolic tracing by default. If you want this call to be recorded, please call "
            "torch.fx.wrap('len') at module scope"
        )

    def __getitem__(self, key):
        return self.tracer.create_proxy("call_function", operator.getitem, (self, key), {})

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        tracer = _tracer_of((args, kwargs))
        name = func.__name__
        if getattr(torch.Tensor, name, None) is func or func in (torch.nn.functional.sigmoid, torch.nn.functional.tanh):
            return tracer.create_proxy("call_method", name, args, kwargs or {})
        if getattr(torch.nn.functional, name, None) is func and getattr(torch, name, None) is not func:
            args, kwargs = _spelled(func, args, kwargs or {})
        return tracer.create_proxy("call_function", func, args, kwargs or {})


def _tracer_of(a):
    found = []
    map_aggregate(a, lambda each: found.append(each.tracer) if isinstance(each, Proxy) else None)
    return found[0]


def _spelled(func, args, kwargs):
    """A call of a function written in Python as it hands itself on: what has a default by name."""
    if is_native(func):
        return args, kwargs
    known = spelled(func, args, kwargs)
    if known is not None:
        return known
    try:
        signature = inspect.signature(func)
        bound = signature.bind(*args, **kwargs)
    except (TypeError, ValueError):
        return args, kwargs
    bound.apply_defaults()
    required = [name for name, each in signature.parameters.items() if each.default is each.empty]
    return (
        tuple(bound.arguments[name] for name in required),
        {name: value for name, value in bound.arguments.items() if name not in required},
    )


class Attribute(Proxy):
    def __init__(self, root, attr):
        self.root, self.attr, self.tracer, self._node = root, attr, root.tracer, None

    @property
    def node(self):
        # The node is made when somebody needs the value: a method's name needs none.
        if self._node is None:
            self._node = self.tracer.create_proxy("call_function", getattr, (self.root, self.attr), {}).node
        return self._node

    def __call__(self, *args, **kwargs):
        return self.tracer.create_proxy("call_method", self.attr, (self.root, *args), kwargs)


def _install(name):
    function = getattr(operator, name)
    plain = name.rstrip("_")

    def forward(self, *rest):
        return _tracer_of((self, rest)).create_proxy("call_function", function, (self, *rest), {})

    def reflected(self, other):
        return self.tracer.create_proxy("call_function", function, (other, self), {})

    setattr(Proxy, f"__{plain}__", forward)
    if name in _REFLECTED:
        setattr(Proxy, f"__r{plain}__", reflected)


_REFLECTED = "add sub mul floordiv truediv mod pow lshift rshift and_ or_ xor matmul".split()
for _name in [*_REFLECTED, *"eq ne lt gt le ge pos neg invert".split()]:
    _install(_name)
Proxy.__hash__ = object.__hash__
Proxy.__abs__ = lambda self: self.tracer.create_proxy("call_function", abs, (self,), {})


class TracerBase:
    def create_node(self, kind, target, args, kwargs, name=None, type_expr=None):
        return self.graph.create_node(kind, target, args, kwargs, name, type_expr)

    def proxy(self, node):
        return Proxy(node, self)

    def create_arg(self, a):
        return map_aggregate(a, lambda each: each.node if isinstance(each, Proxy) else each)

    def create_proxy(self, kind, target, args, kwargs, name=None, type_expr=None, proxy_factory_fn=None):
        return self.proxy(self.create_node(kind, target, self.create_arg(tuple(args)), self.create_arg(kwargs), name))


class GraphAppendingTracer(TracerBase):
    def __init__(self, graph):
        self.graph = graph


class Tracer(TracerBase):
    def __init__(self, autowrap_modules=(math,), autowrap_functions=(), param_shapes_constant=False):
        self.graph = None
        own = {getattr(module, name) for module in autowrap_modules for name in dir(module) if not name.startswith("_")}
        self._autowrap = {each for each in own if inspect.isroutine(each)} | set(autowrap_functions)

    def is_leaf_module(self, m, module_qualified_name):
        module = type(m).__module__
        return (module.startswith("torch.nn") or module.startswith("torch.ao.nn")) and not isinstance(m, nn.Sequential)

    def path_of_module(self, mod):
        for name, each in self.root.named_modules():
            if each is mod:
                return name
        raise NameError("module is not installed as a submodule")

    def call_module(self, m, forward, args, kwargs):
        path = self.path_of_module(m)
        if not self.is_leaf_module(m, path):
            return forward(*args, **kwargs)
        return self.create_proxy("call_module", path, args, kwargs)

    def create_arg(self, a):
        return map_aggregate(a, self._argument)

    def _argument(self, a):
        if isinstance(a, Proxy):
            return a.node
        if not isinstance(a, torch.Tensor):
            return a
        for name, each in self.root.named_parameters():
            if each is a:
                if name not in self._parameters:
                    self._parameters[name] = self.create_node("get_attr", name, (), {})
                return self._parameters[name]
        for name, each in self.root.named_buffers():
            if each is a:
                return self.create_node("get_attr", name, (), {})
        name = next((known for known, each in self._constants.items() if each is a), None)
        if name is None:
            name = f"_tensor_constant{len(self._constants)}"
            self._constants[name] = a
            setattr(self.root, name, a)
        return self.create_node("get_attr", name, (), {})

    def trace(self, root, concrete_args=None):
        self._parameters, self._constants = {}, {}
        is_module = isinstance(root, nn.Module)
        self.root = root if is_module else nn.Module()
        self.graph = Graph()
        function = root.forward if is_module else root
        args, kwargs = self._placeholders(function, concrete_args or {})
        restore = self._watch_modules() if is_module else []
        functional = self._watch_functions()
        self._wrapped_globals = []
        self._wrap_globals(function)
        try:
            result = function(*args, **kwargs)
        finally:
            for space, name, each in self._wrapped_globals:
                space[name] = each
            for module in restore:
                del module.__dict__["forward"]
            for name, each in functional.items():
                setattr(torch.nn.functional, name, each)
        self.create_node("output", "output", (self.create_arg(result),), {})
        return self.graph

    def _placeholders(self, function, concrete):
        args, kwargs = [], {}
        for name, each in inspect.signature(function).parameters.items():
            default = () if each.default is each.empty else (each.default,)
            if name in concrete:
                value = concrete[name]
                self._specialised(name, value, default, list(concrete).index(name) + 1)
            else:
                star = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
                value = self.create_proxy("placeholder", star + name, default, {})
                if star:
                    raise NotImplementedError("ishape: torch.fx traces no functions with *args or **kwargs here")
            if each.kind is each.KEYWORD_ONLY:
                kwargs[name] = value
            else:
                args.append(value)
        return args, kwargs

    def _specialised(self, name, value, default, number):
        """An argument whose value is known stays one, which is compared."""
        given = self.create_proxy("placeholder", f"{name}_{number}", default, {})
        message = f"{name} has been specialized to have value {value} but got another value"
        if value is None:
            self.create_proxy("call_function", _assert_is_none, (given, message), {})
        elif isinstance(value, (bool, int, float, str)):
            self.create_proxy("call_function", torch._assert, (given == value, message), {})

    def _watch_modules(self):
        """Calls of modules that are leaves become nodes; returns those that were changed."""
        watched = []
        for path, module in self.root.named_modules():
            if path and "forward" not in module.__dict__:
                module.__dict__["forward"] = self._watching(module, module.forward)
                watched.append(module)
        return watched

    def _watching(self, module, forward):
        def called(*args, **kwargs):
            self._wrap_globals(forward)
            return self.call_module(module, forward, args, kwargs)

        return called

    def _wrap_globals(self, forward):
        """Functions that are wrapped become nodes where the module of this `forward` names them."""
        space = getattr(forward, "__globals__", {})
        for name, each in list(space.items()):
            if not name.startswith("_") and inspect.isroutine(each) and each in self._autowrap:
                self._wrapped_globals.append((space, name, each))
                space[name] = self._watching_function(each)

    def _watch_functions(self):
        """torch.nn.functional's functions that are written in Python become nodes; returns what they were."""
        before = {}
        for name in dir(torch.nn.functional):
            function = getattr(torch.nn.functional, name)
            if not name.startswith("_") and inspect.isfunction(function) and getattr(torch, name, None) is not function:
                before[name] = function
                setattr(torch.nn.functional, name, self._watching_function(function))
        return before

    def _watching_function(self, function):
        def called(*args, **kwargs):
            found = []
            map_aggregate((args, kwargs), lambda each: found.append(each) if isinstance(each, Proxy) else None)
            if not found:
                return function(*args, **kwargs)
            return self.create_proxy("call_function", function, *_spelled(function, args, kwargs))

        return called


class GraphModule(nn.Module):
    def __new__(cls, *args, **kwargs):
        # Each has a class of its own, which its forward is put on.
        root = args[0] if args else kwargs.get("root")
        name = kwargs.get("class_name") or (args[2] if len(args) > 2 else "GraphModule")
        return nn.Module.__new__(type(name, (cls,), {}))

    def __init__(self, root, graph, class_name="GraphModule"):
        super().__init__()
        if isinstance(root, nn.Module):
            self.training = root.training
        for node in graph.nodes:
            if node.op in ("call_module", "get_attr"):
                _copy_attribute(root, self, node.target)
        self.graph = graph

    @property
    def graph(self):
        return self.__dict__["_graph"]

    @graph.setter
    def graph(self, graph):
        self.__dict__["_graph"] = graph
        graph.owning_module = self
        self.recompile()

    @property
    def code(self):
        return self.__dict__["_code"]

    def recompile(self):
        made = self.graph.python_code("self")
        self.__dict__["_code"] = made.src
        space = dict(made.globals)
        exec(made.src, space)
        type(self).forward = space["forward"]
        return made

    def add_submodule(self, target, m):
        *path, last = target.split(".")
        owner = self
        for part in path:
            if not hasattr(owner, part):
                owner.add_module(part, nn.Module())
            owner = getattr(owner, part)
        owner.add_module(last, m)
        return True

    def delete_submodule(self, target):
        *path, last = target.split(".")
        owner = self.get_submodule(".".join(path))
        delattr(owner, last)
        return True

    def delete_all_unused_submodules(self):
        used = {node.target for node in self.graph.nodes if node.op == "call_module"}
        for name, _ in list(self.named_modules()):
            if name and not any(each == name or each.startswith(name + ".") for each in used):
                try:
                    self.delete_submodule(name)
                except AttributeError:
                    pass

    def print_readable(self, print_output=True, **options):
        text = f"class {type(self).__name__}(torch.nn.Module):" + self.code.replace("\n\n\n", "\n", 1).replace("\n", "\n    ").rstrip() + "\n        "
        if print_output:
            print(text)
        return text

    def __str__(self):
        return "\n".join(
            [super().__repr__(), self.code, "# To see more debug info, please use `graph_module.print_readable()`"]
        )

    def __deepcopy__(self, memo):
        import copy

        holder = nn.Module()
        holder.__dict__.update(copy.deepcopy({k: v for k, v in self.__dict__.items() if k not in ("_graph", "_code")}, memo))
        return GraphModule(holder, copy.deepcopy(self.graph))


def _copy_attribute(source, target, path):
    """Puts what stands at a path of one module into the other, with empty modules on the way."""
    *parts, last = path.split(".")
    for part in parts:
        source = source[part] if isinstance(source, dict) else getattr(source, part)
        if not hasattr(target, part):
            setattr(target, part, nn.Module())
        target = getattr(target, part)
    value = source[path] if isinstance(source, dict) else getattr(source, last)
    if isinstance(value, torch.Tensor) and not isinstance(value, nn.Parameter):
        target.register_buffer(last, value)
    else:
        setattr(target, last, value)


def symbolic_trace(root, concrete_args=None):
    graph = Tracer().trace(root, concrete_args)
    name = type(root).__name__ if isinstance(root, nn.Module) else root.__name__
    return GraphModule(root if isinstance(root, nn.Module) else nn.Module(), graph, name)


class Interpreter:
    """Runs a graph node by node."""

    def __init__(self, module, garbage_collect_values=True, graph=None):
        self.module = module
        self.graph = module.graph if graph is None else graph
        self.submodules = dict(module.named_modules())

    def run(self, *args, initial_env=None, enable_io_processing=True):
        self.env, self.args_iter = dict(initial_env or {}), iter(args)
        for node in self.graph.nodes:
            if node not in self.env:
                self.env[node] = self.run_node(node)
            if node.op == "output":
                return self.env[node]

    def run_node(self, n):
        args, kwargs = self.fetch_args_kwargs_from_env(n)
        return getattr(self, n.op)(n.target, args, kwargs)

    def fetch_args_kwargs_from_env(self, n):
        return self.map_nodes_to_values(n.args, n), self.map_nodes_to_values(n.kwargs, n)

    def map_nodes_to_values(self, args, n):
        return map_arg(args, lambda each: self.env[each])

    def fetch_attr(self, target):
        value = self.module
        for part in target.split("."):
            value = getattr(value, part)
        return value

    def placeholder(self, target, args, kwargs):
        try:
            return next(self.args_iter)
        except StopIteration:
            if args:
                return args[0]
            raise RuntimeError(f"Expected positional argument for parameter {target}, but one was not passed in!") from None

    def get_attr(self, target, args, kwargs):
        return self.fetch_attr(target)

    def call_function(self, target, args, kwargs):
        return target(*args, **kwargs)

    def call_method(self, target, args, kwargs):
        return getattr(args[0], target)(*args[1:], **kwargs)

    def call_module(self, target, args, kwargs):
        return self.fetch_attr(target)(*args, **kwargs)

    def output(self, target, args, kwargs):
        return args[0]
