# Names of torch itself that concern the session more than tensors: devices, modes of calculation, compile.
import torch


def set_default_device(device):
    if _Modes.device is not None:
        _Modes.device.__exit__(None, None, None)
    _Modes.device = None if device is None else torch.device(device)
    if _Modes.device is not None:
        _Modes.device.__enter__()


def get_default_device():
    return torch.empty(0).device


def set_default_tensor_type(t, /):
    dtype = t.dtype if isinstance(t, type) else getattr(torch, t.rpartition(".")[2]).dtype
    if not dtype.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    torch.set_default_dtype(dtype)


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    return torch.func.vmap(func, in_dims, out_dims, randomness, chunk_size=chunk_size)


class _Modes:
    device = None
    precision = "highest"
    deterministic = False
    deterministic_warn_only = False
    warn_always = False


def set_float32_matmul_precision(precision):
    _Modes.precision = precision


def get_float32_matmul_precision():
    return _Modes.precision


def use_deterministic_algorithms(mode, *, warn_only=False):
    _Modes.deterministic, _Modes.deterministic_warn_only = mode, warn_only


def are_deterministic_algorithms_enabled():
    return _Modes.deterministic


def is_deterministic_algorithms_warn_only_enabled():
    return _Modes.deterministic and _Modes.deterministic_warn_only


def set_deterministic_debug_mode(debug_mode):
    known = {"default": 0, "warn": 1, "error": 2}
    if not isinstance(debug_mode, (int, str)):
        raise TypeError(f"debug_mode must be str or int, but got {type(debug_mode)}")
    if isinstance(debug_mode, str):
        if debug_mode not in known:
            raise RuntimeError(
                f"invalid value of debug_mode, expected one of `default`, `warn`, `error`, but got {debug_mode}"
            )
        debug_mode = known[debug_mode]
    if debug_mode not in (0, 1, 2):
        raise RuntimeError(f"invalid value of debug_mode, expected 0, 1, or 2, but got {debug_mode}")
    use_deterministic_algorithms(debug_mode > 0, warn_only=debug_mode == 1)


def get_deterministic_debug_mode():
    if not _Modes.deterministic:
        return 0
    return 1 if _Modes.deterministic_warn_only else 2


def set_warn_always(b, /):
    _Modes.warn_always = b


def is_warn_always_enabled():
    return _Modes.warn_always


def set_num_interop_threads(int, /):
    pass


def get_num_interop_threads():
    return 1


def set_flush_denormal(mode, /):
    return False


def seed():
    return torch.default_generator.seed()



def is_storage(obj, /):
    return isinstance(obj, torch.storage.TypedStorage) or isinstance(obj, torch.storage.UntypedStorage)


def is_nonzero(input, /):
    return bool(input)


def get_device(input, /):
    return input.get_device()


def _assert(condition, message):
    if type(condition) is not torch.Tensor and torch.overrides.has_torch_function((condition,)):
        return torch.overrides.handle_torch_function(torch._assert, (condition,), condition, message)
    assert condition, message


autocast = torch.amp.autocast


def is_autocast_enabled(device_type="cuda"):
    return torch.amp.autocast_mode._Casts.enabled(device_type)


def is_autocast_cpu_enabled():
    return is_autocast_enabled("cpu")


def set_autocast_enabled(device_type, enabled=None):
    if enabled is None:
        device_type, enabled = "cuda", device_type
    torch.amp.autocast_mode._Casts.set(device_type, enabled)


def get_autocast_dtype(device_type):
    return torch.amp.autocast_mode._Casts.dtypes.get(device_type, torch.bfloat16)


def get_autocast_gpu_dtype():
    return get_autocast_dtype("cuda")


def get_autocast_cpu_dtype():
    return get_autocast_dtype("cpu")


def set_autocast_dtype(device_type, dtype):
    torch.amp.autocast_mode._Casts.dtypes[device_type] = dtype


def is_autocast_cache_enabled():
    return True


def set_autocast_cache_enabled(enabled):
    pass


def clear_autocast_cache():
    pass


def compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False, name=None):
    """Runs as it is: there is nothing to compile to. A module is wrapped as PyTorch wraps it."""
    if mode is not None and options is not None:
        raise RuntimeError("Either mode or options can be specified, but both can't be specified at the same time.")
    if model is None:
        return lambda model: compile(model, disable=disable)
    if disable or not isinstance(model, torch.nn.Module):
        return model
    return torch._dynamo.OptimizedModule(model)


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    return torch.func.vmap(func, in_dims, out_dims, randomness, chunk_size=chunk_size)


def get_device_module(device=None):
    kind = torch.device(device or "cpu").type
    if not hasattr(torch, kind):
        raise RuntimeError(f"Invalid device '{kind}'. Must be one of: cpu, cuda, mps, xpu, mtia, meta")
    return getattr(torch, kind)


def is_vulkan_available():
    return False


def compiled_with_cxx11_abi():
    return True


def sym_int(a):
    return int(a)


def sym_float(a):
    return float(a)


def sym_max(a, b):
    return max(a, b)


def sym_min(a, b):
    return min(a, b)


def sym_not(a):
    return not a


def cond(pred, true_fn, false_fn, operands=()):
    return true_fn(*operands) if pred else false_fn(*operands)


def load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args):
    return torch.serialization.load(f, map_location, pickle_module, weights_only=weights_only, mmap=mmap, **pickle_load_args)


def save(obj, f, pickle_module=None, pickle_protocol=2, _use_new_zipfile_serialization=True, _disable_byteorder_record=False):
    return torch.serialization.save(obj, f, pickle_module, pickle_protocol, _use_new_zipfile_serialization)


def Stream(device=None, *, priority=0):
    raise AssertionError("Torch not compiled with CUDA enabled")


class Future:
    def __init__(self, *, devices=None):
        self._done, self._value, self._then = False, None, []

    def done(self):
        return self._done

    def set_result(self, result):
        if self._done:
            raise RuntimeError("Future can only be marked completed once")
        self._done, self._value = True, result
        for callback in self._then:
            callback(self)

    def value(self):
        return self._value

    def wait(self):
        if not self._done:
            raise RuntimeError("ishape: this Future was never given a result, and nothing else runs that could")
        return self._value

    def add_done_callback(self, callback):
        if self._done:
            callback(self)
        else:
            self._then.append(callback)

    def then(self, callback):
        made = Future()
        self.add_done_callback(lambda done: made.set_result(callback(done)))
        return made


UntypedStorage = torch.storage.UntypedStorage
TypedStorage = torch.storage.TypedStorage


class FloatStorage(torch.storage._LegacyStorage):
    _dtype = torch.float32


class DoubleStorage(torch.storage._LegacyStorage):
    _dtype = torch.float64


class HalfStorage(torch.storage._LegacyStorage):
    _dtype = torch.float16


class BFloat16Storage(torch.storage._LegacyStorage):
    _dtype = torch.bfloat16


class LongStorage(torch.storage._LegacyStorage):
    _dtype = torch.int64


class IntStorage(torch.storage._LegacyStorage):
    _dtype = torch.int32


class ShortStorage(torch.storage._LegacyStorage):
    _dtype = torch.int16


class CharStorage(torch.storage._LegacyStorage):
    _dtype = torch.int8


class ByteStorage(torch.storage._LegacyStorage):
    _dtype = torch.uint8


class BoolStorage(torch.storage._LegacyStorage):
    _dtype = torch.bool


class ComplexFloatStorage(torch.storage._LegacyStorage):
    _dtype = torch.complex64


class ComplexDoubleStorage(torch.storage._LegacyStorage):
    _dtype = torch.complex128


def from_numpy(ndarray, /):
    import numpy

    if not isinstance(ndarray, numpy.ndarray):
        raise TypeError(f"expected np.ndarray (got {type(ndarray).__name__})")
    return ndarray._t.detach()


def frombuffer(buffer, *, dtype=None, count=-1, offset=0, requires_grad=False):
    """The elements in a buffer's bytes, which are copied."""
    if dtype is None:
        raise TypeError('frombuffer() missing 1 required positional arguments: "dtype"')
    try:
        data = bytes(memoryview(buffer))
    except TypeError:
        raise ValueError("object does not implement Python buffer protocol.") from None
    each, length = torch.empty(0, dtype=dtype).element_size(), len(data)
    if length == 0 or count == 0:
        raise ValueError(f"both buffer length ({length}) and count ({count}) must not be 0")
    if not 0 <= offset < length:
        raise ValueError(
            f"offset ({offset} bytes) must be non-negative and no greater than buffer length ({length} bytes) minus 1"
        )
    if count > 0 and offset + count * each > length:
        raise ValueError(
            f"requested buffer length ({count} * {each} bytes) after offset ({offset} bytes) must not be greater than actual "
            f"buffer length ({length} bytes)"
        )
    if count < 0 and (length - offset) % each != 0:
        raise ValueError(
            f"buffer length ({length - offset} bytes) after offset ({offset} bytes) must be a multiple of element size ({each})"
        )
    end = length if count < 0 else offset + count * each
    return torch._bytes.from_bytes(data[offset:end], dtype).requires_grad_(requires_grad)


def from_file(filename, shared=None, size=0, *, dtype=None, **kwargs):
    raise NotImplementedError("ishape: torch.from_file is not available here")


def broadcast_shapes(*shapes):
    lists = [[shape] if isinstance(shape, int) else shape for shape in shapes]
    result = [1] * max((len(shape) for shape in lists), default=0)
    for index, shape in enumerate(lists):
        for at in range(-1, -1 - len(shape), -1):
            size = shape[at]
            if size < 0:
                raise ValueError("Attempting to broadcast a dimension with negative length!")
            if size == 1 or size == result[at]:
                continue
            if result[at] != 1:
                raise RuntimeError(
                    f"Attempting to broadcast a dimension of length {size} at {at}! "
                    f"Mismatching argument at index {index} had {shape}; but expected shape should be broadcastable to {result}"
                )
            result[at] = size
    return torch.Size(result)
