# torch.backends.mkldnn.
enabled = True
deterministic = False
allow_tf32 = True


def is_available():
    return True
