# torch.nn.parameter: the names of torch.nn, and what those without a size yet have in common.
from torch.nn import Buffer, Parameter, UninitializedBuffer, UninitializedParameter, is_lazy

UninitializedTensorMixin = UninitializedParameter.__mro__[1]
