# torch.types: names for annotations.
import builtins
import typing
from typing import Any, List, Optional, Sequence, Tuple, Union

import torch
from torch import Size, Tensor
from torch import device as _device
from torch import dtype as _dtype
from torch import layout as _layout

Number = int | float | bool
Device = Union[torch.device, str, int, None]
_TensorOrTensors = Union[Tensor, Sequence[Tensor]]
_int = int
_float = float
_bool = bool
_complex = complex
_size = Union[torch.Size, List[int], Tuple[int, ...]]
FileLike = Any
Storage = Any
PyObject = object
