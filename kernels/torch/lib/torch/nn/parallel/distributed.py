# torch.nn.parallel.distributed.
import torch


class DistributedDataParallel(torch.nn.Module):
    def __init__(self, module, device_ids=None, output_device=None, dim=0, broadcast_buffers=True, **kwargs):
        super().__init__()
        raise ValueError("Default process group has not been initialized, please make sure to call init_process_group.")
