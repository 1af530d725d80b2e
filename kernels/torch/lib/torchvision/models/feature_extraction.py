# torchvision.models.feature_extraction: a model's graph cut down to the nodes whose values are wanted, in training and in evaluation.
import copy
import math
import re
import warnings

import torchvision
from torch import fx, nn
from torch.fx.graph_module import _copy_attribute


class LeafModuleAwareTracer(fx.Tracer):
    def __init__(self, *args, leaf_modules=(), **kwargs):
        self.leaf_modules = leaf_modules
        super().__init__(*args, **kwargs)

    def is_leaf_module(self, m, module_qualname):
        return isinstance(m, tuple(self.leaf_modules)) or super().is_leaf_module(m, module_qualname)


class NodePathTracer(LeafModuleAwareTracer):
    """Names each node by the path of the module it was made in; a name that comes again is numbered."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.current_module_qualname = ""
        self.node_to_qualname = {}

    def call_module(self, m, forward, args, kwargs):
        before = self.current_module_qualname
        self.current_module_qualname = self.path_of_module(m)
        try:
            return super().call_module(m, forward, args, kwargs)
        finally:
            self.current_module_qualname = before

    def create_proxy(self, kind, target, args, kwargs, name=None, type_expr=None, *_):
        proxy = super().create_proxy(kind, target, args, kwargs, name, type_expr)
        self.node_to_qualname[proxy.node] = self._get_node_qualname(self.current_module_qualname, proxy.node)
        return proxy

    def _get_node_qualname(self, module_qualname, node):
        name = module_qualname
        if node.op != "call_module":
            name = f"{name}.{node}" if name else str(node)
        name = re.sub("(?<=.)_[0-9]+$", "", name)
        for known in reversed(self.node_to_qualname.values()):
            if known == name:
                return f"{name}_1"
            if known.startswith(name) and re.fullmatch("_[0-9]+", known[len(name):]):
                return f"{name}_{int(known[len(name) + 1:]) + 1}"
        return name


def _leaves():
    """Modules of torchvision.ops are not looked into."""
    found = (getattr(torchvision.ops, name) for name in dir(torchvision.ops))
    return [each for each in found if isinstance(each, type) and issubclass(each, nn.Module)]


def _traced(model, training, tracer_kwargs, concrete_args):
    known = tracer_kwargs or {}
    tracer = NodePathTracer(
        **{
            **known,
            "autowrap_modules": (*known.get("autowrap_modules", ()), math, torchvision.ops),
            "leaf_modules": [*known.get("leaf_modules", ()), *_leaves()],
        }
    )
    before = model.training
    try:
        tracer.trace(model.train(training), concrete_args=concrete_args)
    finally:
        model.train(before)
    return tracer


def _within(some, others):
    """Whether `some` stand in this order among the others."""
    rest = iter(others)
    return all(each in rest for each in some)


def _warn_graph_differences(train_tracer, eval_tracer):
    train, evaluation = (list(each.node_to_qualname.values()) for each in (train_tracer, eval_tracer))
    if train == evaluation:
        return
    if _within(evaluation, train):
        found = "NOTE: The nodes obtained by tracing the model in eval mode are a subsequence of those obtained in train mode. "
    elif _within(train, evaluation):
        found = "NOTE: The nodes obtained by tracing the model in train mode are a subsequence of those obtained in eval mode. "
    else:
        found = "The nodes obtained by tracing the model in train mode are different to those obtained in eval mode. "
    warnings.warn(
        f"{found}When choosing nodes for feature extraction, you may need to specify output nodes for train and eval mode separately."
    )


def get_graph_node_names(model, tracer_kwargs=None, suppress_diff_warning=False, concrete_args=None):
    tracers = [_traced(model, training, tracer_kwargs, concrete_args) for training in (True, False)]
    if not suppress_diff_warning:
        _warn_graph_differences(*tracers)
    return tuple(list(each.node_to_qualname.values()) for each in tracers)


class DualGraphModule(fx.GraphModule):
    """Runs one graph in training and another in evaluation."""

    def __init__(self, root, train_graph, eval_graph, class_name="GraphModule"):
        nn.Module.__init__(self)
        self.train_graph, self.eval_graph = train_graph, eval_graph
        for node in (*train_graph.nodes, *eval_graph.nodes):
            if node.op in ("get_attr", "call_module"):
                _copy_attribute(root, self, node.target)
        self.graph = train_graph

    def train(self, mode=True):
        if mode != self.training:
            self.graph = self.train_graph if mode else self.eval_graph
        return super().train(mode)

    def __deepcopy__(self, memo):
        holder = nn.Module()
        apart = ("_graph", "_code", "train_graph", "eval_graph")
        holder.__dict__.update(copy.deepcopy({k: v for k, v in self.__dict__.items() if k not in apart}, memo))
        graphs = (copy.deepcopy(self.train_graph), copy.deepcopy(self.eval_graph))
        return DualGraphModule(holder, *graphs, class_name="GraphModule")


def _wanted(nodes):
    return {str(each): str(each) for each in nodes} if isinstance(nodes, list) else {str(k): str(v) for k, v in nodes.items()}


def _cut(tracer, wanted):
    """The graph with the wanted nodes as its output, and only what they need."""
    graph, names = tracer.graph, tracer.node_to_qualname
    for query in wanted:
        if not any(re.match(rf"^{query}(\.|$)", name) for name in names.values()):
            raise ValueError(
                f"node: '{query}' is not present in model. Hint: use `get_graph_node_names` to make sure the `return_nodes` you "
                "specified are present. It may even be that you need to specify `train_return_nodes` and `eval_return_nodes` separately."
            )
    for node in graph.nodes:
        if node.op == "output":
            graph.erase_node(node)
    nodes, open_queries, found = graph.nodes, dict(wanted), []
    for node in reversed(nodes):
        parts = names[node].split(".")
        query = next((each for each in open_queries if ".".join(parts[: each.count(".") + 1]) == each), None)
        if query is not None:
            found.append((open_queries.pop(query), node))
    with graph.inserting_after(nodes[-1]):
        graph.output(dict(reversed(found)))
    graph.eliminate_dead_code()
    return graph


def create_feature_extractor(
    model, return_nodes=None, train_return_nodes=None, eval_return_nodes=None, tracer_kwargs=None, suppress_diff_warning=False,
    concrete_args=None,
):
    if return_nodes is train_return_nodes is eval_return_nodes is None:
        raise ValueError("Either `return_nodes` or `train_return_nodes` and `eval_return_nodes` together, should be specified")
    if (train_return_nodes is None) != (eval_return_nodes is None):
        raise ValueError("If any of `train_return_nodes` and `eval_return_nodes` are specified, then both should be specified")
    if (return_nodes is None) == (train_return_nodes is None):
        raise ValueError("If `train_return_nodes` and `eval_return_nodes` are specified, then both should be specified")
    wanted = (train_return_nodes, eval_return_nodes) if return_nodes is None else (return_nodes, return_nodes)
    tracers = [_traced(model, training, tracer_kwargs, concrete_args) for training in (True, False)]
    graphs = [_cut(tracer, _wanted(nodes)) for tracer, nodes in zip(tracers, wanted)]
    if not suppress_diff_warning:
        _warn_graph_differences(*tracers)
    return DualGraphModule(model, *graphs, class_name=type(model).__name__).train(model.training)
