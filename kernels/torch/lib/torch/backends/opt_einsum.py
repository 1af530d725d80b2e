# torch.backends.opt_einsum.
enabled = False
strategy = None


def is_available():
    return False


def get_opt_einsum():
    return None
