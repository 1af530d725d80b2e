# torch.autograd.graph: what is saved stays where it is.
import contextlib


class save_on_cpu(contextlib.nullcontext):
    def __init__(self, pin_memory=False, device_type="cuda"):
        super().__init__()
