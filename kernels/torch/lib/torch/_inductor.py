# torch._inductor: the compiler behind torch.compile, which is not here.
def list_mode_options(mode=None, dynamic=None):
    return {}
