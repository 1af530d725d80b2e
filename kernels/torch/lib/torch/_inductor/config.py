# torch._inductor.config: settings that change nothing.
max_autotune = False
triton = None
