# torch.fx: model files say which of their functions a tracer is to leave whole. There is no tracer here.
def wrap(fn_or_name):
    if not isinstance(fn_or_name, str) and not callable(fn_or_name):
        raise RuntimeError("Unsupported type for global function! Must be either a callable or string name")
    return fn_or_name
