# torch.utils.cpp_extension: there is no compiler for C++.
import os

CUDA_HOME = None
ROCM_HOME = None


def _compiler(name):
    def raises(*args, **kwargs):
        raise NotImplementedError(f"ishape: torch.utils.cpp_extension.{name} is not available here: there is no compiler for C++")

    raises.__name__ = raises.__qualname__ = name
    return raises


load = _compiler("load")
load_inline = _compiler("load_inline")
CppExtension = _compiler("CppExtension")
CUDAExtension = _compiler("CUDAExtension")


class BuildExtension:
    @classmethod
    def with_options(cls, **options):
        return cls


def include_paths(device_type="cpu"):
    return []
