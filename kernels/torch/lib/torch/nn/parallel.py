# torch.nn.parallel: one device calls the module.
from torch.nn import DataParallel


def data_parallel(module, inputs, device_ids=None, output_device=None, dim=0, module_kwargs=None):
    return module(*(inputs if isinstance(inputs, tuple) else (inputs,)), **(module_kwargs or {}))


def _accelerator(*args, **kwargs):
    raise AssertionError("Torch not compiled with CUDA enabled")


replicate = scatter = gather = parallel_apply = comm = _accelerator
