# torch._inductor.
def list_mode_options(mode=None, dynamic=None):
    return {}
