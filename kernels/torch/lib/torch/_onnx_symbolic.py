# torch.onnx.symbolic_helper: the decorators with which programs write symbolic functions. Without exports nobody calls these.

def parse_args(*arg_descriptors):
    def decorator(fn):
        fn._arg_descriptors = arg_descriptors
        return fn

    return decorator


def quantized_args(*arg_q_descriptors, scale=None, zero_point=None, quantize_output=True):
    return lambda fn: fn
