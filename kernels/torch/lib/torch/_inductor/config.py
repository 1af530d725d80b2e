# torch._inductor.config.
max_autotune = False
triton = None
