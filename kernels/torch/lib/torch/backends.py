# torch.backends: what this build could use.
disable_global_flags = lambda: None
