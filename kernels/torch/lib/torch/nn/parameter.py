# torch.nn.parameter: the names of torch.nn.
from torch.nn import Buffer, Parameter, UninitializedBuffer, UninitializedParameter, is_lazy
