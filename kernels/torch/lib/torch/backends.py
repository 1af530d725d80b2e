# torch.backends.
disable_global_flags = lambda: None
