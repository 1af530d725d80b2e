# torch.nn.parameter.
from torch.nn import Buffer, Parameter, UninitializedBuffer, UninitializedParameter, is_lazy
