# torch.nn.parallel.scatter_gather.
from torch.nn.parallel import gather, scatter
