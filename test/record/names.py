"""Writes src/bridge/known-names.ts: the public names of PyTorch's modules, so that what is not here can say so by name.

Usage: python test/record/names.py src/bridge/known-names.ts   (a python with torch)
"""

import importlib
import inspect
import sys
import textwrap
import types

import torch

MODULES = """torch torch.Tensor torch.nn torch.nn.functional torch.nn.init torch.nn.utils torch.nn.utils.rnn torch.nn.utils.parametrize
torch.nn.utils.prune torch.nn.parallel torch.nn.attention torch.nn.attention.flex_attention torch.nn.attention.bias torch.linalg
torch.fft torch.special torch.sparse torch.nested torch.optim torch.optim.lr_scheduler torch.optim.swa_utils torch.autograd
torch.autograd.functional torch.autograd.profiler torch.autograd.graph torch.autograd.forward_ad torch.amp torch.backends
torch.backends.cuda torch.backends.cudnn torch.backends.mkldnn torch.backends.mps torch.backends.openmp torch.backends.opt_einsum
torch.cuda torch.cuda.amp torch.cuda.nvtx torch.cuda.random torch.mps torch.xpu torch.cpu torch.cpu.amp torch.accelerator torch.compiler
torch.distributed torch.distributed.rpc torch.distributed.optim torch.distributed.autograd torch.distributed.nn
torch.distributed.nn.functional torch.distributed.fsdp torch.distributed.tensor torch.distributed.tensor.parallel
torch.distributed.pipelining torch.distributed.device_mesh torch.distributed.checkpoint torch.distributed.elastic
torch.distributions torch.distributions.constraints torch.distributions.transforms torch.distributions.kl torch.export torch.func
torch.futures torch.fx torch.fx.experimental torch.fx.passes torch.fx.experimental.proxy_tensor torch.hub torch.jit torch.jit.annotations
torch.library torch.monitor torch.multiprocessing torch.onnx torch.overrides torch.package torch.profiler torch.quantization
torch.ao torch.ao.quantization torch.ao.nn torch.ao.pruning torch.random torch.testing torch.types torch.utils torch.utils.data
torch.utils.checkpoint torch.utils.benchmark torch.utils.cpp_extension torch.utils.dlpack torch.utils.mobile_optimizer torch.utils.hooks
torch.utils.model_zoo torch.utils.flop_counter torch.utils._pytree torch.utils._python_dispatch torch.utils.bottleneck
torch.utils.collect_env torch.utils.weak torch.masked torch.storage torch.serialization torch.signal torch.signal.windows torch._dynamo
torch._inductor torch._logging torch.nn.quantized torch.nn.qat torch.nn.intrinsic torch._custom_ops torch.export._trace
torch._higher_order_ops torch._higher_order_ops.associative_scan torch._dynamo.utils torch.onnx.operators torch.onnx.symbolic_helper
torch.onnx.symbolic_opset9 torch.onnx.symbolic_opset10 torch.onnx.symbolic_opset11 torch.onnx.symbolic_opset12
torch.onnx.symbolic_opset13 torch.onnx.symbolic_opset14 torch.onnx.symbolic_opset16 torch.distributed.tensor._utils
torch.distributed.tensor.placement_types torch.distributed._composable torch.distributed._composable.fsdp
torch.distributed.checkpoint.state_dict torch.distributed.algorithms torch.distributed.algorithms.join torch.export.decomp_utils
torch.fx.experimental.symbolic_shapes torch.fx.passes.infra torch.fx.passes.infra.pass_base torch._prims_common
torch.utils._sympy torch.utils._sympy.numbers torch.utils._sympy.value_ranges""".split()


def described(module):
    """The names that are the module's own: `+` before a class, `=` before what can't be called."""
    public = set(getattr(module, "__all__", ()))
    names = []
    for name in sorted(set(dir(module)) | public):
        value = getattr(module, name, None)
        if value is None or isinstance(value, types.ModuleType):
            continue
        # Who imports from deep inside takes private names too.
        inner = module.__name__.count(".") > 2 and getattr(value, "__module__", None) == module.__name__
        if name.startswith("_") and not (inner and name[:2] != "__"):
            continue
        home = getattr(value, "__module__", None)
        if name not in public and (home is None or not home.startswith(module.__name__.split(".")[0])):
            if callable(value) and not isinstance(value, (types.BuiltinFunctionType, types.MethodDescriptorType)):
                continue
            if not callable(value) and module is not torch:
                continue
        mark = "+" if inspect.isclass(value) else "" if callable(value) else "="
        names.append(mark + name)
    return names


def methods():
    names = [each for each in dir(torch.Tensor) if not each.startswith("_")]
    return [each if callable(getattr(torch.Tensor, each)) else f"={each}" for each in names]


def main(path):
    lines = [
        "/**",
        " * The public names of PyTorch's modules: `+` stands before a class, `=` before what can't be called. Written by",
        " * test/record/names.py; absent.ts says of those that are not here that they exist.",
        " */",
        "export const knownNames: Readonly<Record<string, string>> = {",
    ]
    for name in MODULES:
        try:
            module = torch.Tensor if name == "torch.Tensor" else importlib.import_module(name)
        except Exception:
            continue
        text = " ".join(described(module) if name != "torch.Tensor" else methods())
        lines.append(f"  '{name}':")
        rows = textwrap.wrap(text, 100, break_long_words=False, break_on_hyphens=False) or [""]
        lines.extend(f"    '{row}{' ' if i + 1 < len(rows) else ''}'{' +' if i + 1 < len(rows) else ','}" for i, row in enumerate(rows))
    lines.append("}")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


main(sys.argv[1])
