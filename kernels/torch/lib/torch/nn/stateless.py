# torch.nn.utils.stateless: calls with other parameters, under the name of old.
from torch.func import functional_call
