# torch.save and torch.load: PyTorch's zip files, a pickle whose tensors refer to storages kept beside it.
import contextlib
import copyreg
import io
import os
import pickle
from collections import OrderedDict

import torch
from torch import _bytes

DEFAULT_PROTOCOL = 2
_UNSAFE = (
    "In PyTorch 2.6, we changed the default value of the `weights_only` argument in `torch.load` "
    "from `False` to `True`. Re-running `torch.load` with `weights_only` set to `False` will likely succeed, "
    "but it can result in arbitrary code execution. Do it only if you got the file from a "
    "trusted source."
)
_DOCS = (
    "\n\nCheck the documentation of torch.load to learn more about types accepted by default with weights_only "
    "https://pytorch.org/docs/stable/generated/torch.load.html."
)


class _StorageRef:
    """A storage on its way into a pickle: only its name there is written."""

    def __init__(self, tensor):
        self.tensor = tensor


class _Pickler(pickle.Pickler):
    def __init__(self, file, protocol):
        super().__init__(file, protocol)
        self.storages = {}
        self.keys = {}

    def persistent_id(self, obj):
        if type(obj) is not _StorageRef:
            return None
        tensor = obj.tensor
        storage = _bytes.storage_id(tensor)
        if storage not in self.keys:
            self.keys[storage] = str(len(self.keys))
            self.storages[self.keys[storage]] = tensor
        kind = _storage_class(tensor.dtype)
        return ("storage", kind, self.keys[storage], "cpu", _bytes.storage_numel(tensor))

    def reducer_override(self, obj):
        if isinstance(obj, torch.nn.Parameter):
            return torch._utils._rebuild_parameter, (obj.data, obj.requires_grad, OrderedDict())
        if isinstance(obj, torch.Tensor):
            return _reduced_tensor(obj)
        if isinstance(obj, torch.dtype):
            return str(obj).replace("torch.", "")
        if isinstance(obj, torch.Size):
            return torch.Size, (tuple(obj),)
        if isinstance(obj, torch.device):
            return torch.device, (obj.type,) if obj.index is None else (obj.type, obj.index)
        return NotImplemented


def _reduced_tensor(tensor):
    if tensor.is_meta:
        raise NotImplementedError("ishape: torch.save of a tensor on the meta device is not available here")
    args = (_StorageRef(tensor), tensor.storage_offset(), tuple(tensor.shape), tuple(tensor.stride()), tensor.requires_grad, OrderedDict())
    return torch._utils._rebuild_tensor_v2, args


def _storage_class(dtype):
    for cls in _classes():
        if cls._dtype == dtype:
            return cls
    raise NotImplementedError(f"ishape: torch.save of tensors of {dtype} is not available here")


def _classes():
    return (
        torch.FloatStorage, torch.LongStorage, torch.DoubleStorage, torch.BoolStorage, torch.IntStorage, torch.ByteStorage,
        torch.HalfStorage, torch.BFloat16Storage, torch.ShortStorage, torch.CharStorage, torch.ComplexFloatStorage,
        torch.ComplexDoubleStorage,
    )  # fmt: skip


def _is_path(f):
    return isinstance(f, str) or hasattr(f, "__fspath__")


def save(obj, f, pickle_module=None, pickle_protocol=DEFAULT_PROTOCOL, _use_new_zipfile_serialization=True):
    if not _use_new_zipfile_serialization:
        raise NotImplementedError("ishape: torch.save in the legacy format is not available here")
    if not _is_path(f) and not hasattr(f, "write"):
        raise AttributeError("expected 'f' to be string, path, or a file-like object with a 'write' attribute")
    name = "archive"
    if _is_path(f):
        f = os.fspath(f)
        folder = os.path.dirname(f)
        if folder and not os.path.isdir(folder):
            raise RuntimeError(f"Parent directory {folder} does not exist.")
        name = os.path.splitext(os.path.basename(f))[0] or "archive"
    file = io.BytesIO()
    pickler = _Pickler(file, pickle_protocol)
    pickler.dump(obj)
    records = [
        (f"{name}/data.pkl", file.getvalue()),
        (f"{name}/.format_version", b"1"),
        (f"{name}/.storage_alignment", b"64"),
        (f"{name}/byteorder", b"little"),
    ]
    records += [(f"{name}/data/{key}", _bytes.storage_bytes(tensor)) for key, tensor in pickler.storages.items()]
    records += [(f"{name}/version", b"3\n"), (f"{name}/.data/serialization_id", b"0" * 40)]
    data = _bytes.zip(records)
    if _is_path(f):
        with open(f, "wb") as opened:
            opened.write(data)
    else:
        f.write(data)


class _Loading:
    """What both unpicklers share: storages by key."""

    def begin(self, records):
        self.records = records
        self.flat = {}

    def persistent_load(self, pid):
        if not isinstance(pid, tuple) or pid[0] not in ("storage", b"storage"):
            raise pickle.UnpicklingError(f"Only persistent_load of storage is allowed, but got {type(pid)}")
        _, kind, key, _, count = pid
        if key not in self.flat:
            data = self.records.get(f"data/{key}")
            if data is None:
                raise RuntimeError(f"PytorchStreamReader failed locating file data/{key}: file not found")
            dtype = getattr(kind, "_dtype", torch.uint8)
            self.flat[key] = _bytes.from_bytes(data, dtype)
        return self.flat[key]


class _Unpickler(_Loading, pickle.Unpickler):
    def find_class(self, module, name):
        if module == "torch" and name.endswith("Storage"):
            return getattr(torch, name)
        return super().find_class(module, name)


class _WeightsUnpickler(_Loading, pickle.Unpickler):
    """Nothing of the file's choice is called but what rebuilds tensors and plain containers."""

    def load(self):
        try:
            return super().load()
        except EOFError:
            raise EOFError from None

    def unknown(self, code):
        return pickle.UnpicklingError(f"Unsupported operand {code}")

    def find_class(self, module, name):
        path = f"{module}.{name}"
        if module in ("sys", "os", "posix", "nt"):
            raise pickle.UnpicklingError(f"Trying to load unsupported GLOBAL {path} whose module {module} is blocked.")
        allowed = _allowed()
        if path in allowed:
            return allowed[path]
        for each in _Safe.globals:
            value, known = each if isinstance(each, tuple) else (each, f"{each.__module__}.{each.__qualname__}")
            if known == path:
                return value
        raise pickle.UnpicklingError(
            f"Unsupported global: GLOBAL {path} was not an allowed global by default. "
            f"Please use `torch.serialization.add_safe_globals([{path.replace('__builtin__.', '')}])` or the "
            f"`torch.serialization.safe_globals([{path.replace('__builtin__.', '')}])` context manager to allowlist this global "
            "if you trust this class/function."
        )

    def build(self, obj, state):
        if isinstance(obj, torch.Tensor) or type(obj) is OrderedDict or type(obj) in _Safe.globals:
            super().build(obj, state)
            return
        raise pickle.UnpicklingError(
            "Can only build Tensor, Parameter, OrderedDict or types allowlisted "
            f"via `add_safe_globals`, but got {type(obj)}"
        )


class _Safe:
    globals = []


def _allowed():
    from collections import Counter

    known = {
        "collections.OrderedDict": OrderedDict,
        "collections.Counter": Counter,
        "builtins.set": set,
        "__builtin__.set": set,
        "builtins.bytearray": bytearray,
        "__builtin__.bytearray": bytearray,
        "builtins.complex": complex,
        "__builtin__.complex": complex,
        "_codecs.encode": __import__("_codecs").encode,
        "torch.nn.parameter.Parameter": torch.nn.Parameter,
        "torch.Tensor": torch.Tensor,
        "torch.Size": torch.Size,
        "torch.device": torch.device,
        "torch._utils._rebuild_tensor": torch._utils._rebuild_tensor,
        "torch._utils._rebuild_tensor_v2": torch._utils._rebuild_tensor_v2,
        "torch._utils._rebuild_parameter": torch._utils._rebuild_parameter,
        "torch._utils._rebuild_parameter_with_state": torch._utils._rebuild_parameter_with_state,
    }
    for cls in _classes():
        known[f"torch.{cls.__name__}"] = cls
        known[f"torch.{str(cls._dtype)[6:]}"] = cls._dtype
    return known


def _weights_message(message):
    if "Unsupported operand" in message:
        text = (
            f"Weights only load failed. {_UNSAFE}\nPlease file an issue with the following so that we can make "
            f"`weights_only=True` compatible with your use case: WeightsUnpickler error: \n\n{message}"
        )
    elif "is blocked" in message:
        text = f"Weights only load failed. {_UNSAFE}\n\n\n{message}"
    else:
        text = (
            "Weights only load failed. This file can still be loaded, to do so you have two options, "
            f"\033[1mdo those steps only if you trust the source of the checkpoint\033[0m. \n\t(1) {_UNSAFE}\n\t(2) Alternatively, "
            "to load with `weights_only=True` please check the recommended steps in the following error message.\n\tWeightsUnpickler error: "
            + message
        )
    return text + _DOCS


def load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args):
    if weights_only is None:
        weights_only = pickle_module is None
    if weights_only and pickle_module is not None:
        raise RuntimeError("Can not safely load weights when explicit pickle_module is specified")
    if _is_path(f):
        with open(f, "rb") as opened:
            data = opened.read()
    else:
        if not hasattr(f, "seek"):
            raise AttributeError(
                f"'{type(f).__name__}' object has no attribute 'seek'. You can only torch.load from a file that is seekable. "
                "Please pre-load the data into a buffer like io.BytesIO and try to load from it instead."
            )
        start = f.tell()
        data = f.read()
        if _bytes.unzip(data) is None and start > 0:
            # A zip file is found from its end.
            f.seek(0)
            whole = f.read()
            data = whole if _bytes.unzip(whole) is not None else data
    records = _bytes.unzip(data)
    if records is not None:
        records = {name.partition("/")[2]: content for name, content in records.items()}
        if "constants.pkl" in records:
            raise NotImplementedError("ishape: torch.load of a TorchScript archive is not available here")
        if "data.pkl" not in records:
            raise RuntimeError("PytorchStreamReader failed locating file data.pkl: file not found")
    try:
        unpickler = (_WeightsUnpickler if weights_only else _Unpickler)(io.BytesIO(records["data.pkl"] if records else data))
        unpickler.begin(records or {})
        loaded = unpickler.load()
    except pickle.UnpicklingError as error:
        if not weights_only:
            raise
        raise pickle.UnpicklingError(_weights_message(str(error))) from None
    if records is None:
        raise NotImplementedError("ishape: torch.load of the legacy format is not available here")
    return loaded if map_location is None else _moved(loaded, map_location)


def _moved(value, map_location):
    """Only the meta device changes anything: the others hold their data here or nowhere."""
    device = map_location.get("cpu", "cpu") if isinstance(map_location, dict) else "cpu" if callable(map_location) else map_location
    device = torch.device(device)
    if device.type == "cpu":
        return value
    if device.type != "meta":
        raise RuntimeError(
            "Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False. If you are running on a "
            "CPU-only machine, please use torch.load with map_location=torch.device('cpu') to map your storages to the CPU."
        )
    return torch.utils._pytree.tree_map(lambda each: each.to("meta") if isinstance(each, torch.Tensor) else each, value)


def add_safe_globals(safe_globals):
    _Safe.globals = [*_Safe.globals, *safe_globals]


def get_safe_globals():
    return list(_Safe.globals)


def clear_safe_globals():
    _Safe.globals = []


@contextlib.contextmanager
def safe_globals(safe_globals):
    before = _Safe.globals
    add_safe_globals(safe_globals)
    try:
        yield
    finally:
        _Safe.globals = before


def register_package(priority, tagger, deserializer):
    pass
