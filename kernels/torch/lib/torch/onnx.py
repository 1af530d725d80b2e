# torch.onnx: exports are not here; what is registered for them is taken.
import re


def is_in_onnx_export():
    return False


def register_custom_op_symbolic(symbolic_name, symbolic_fn, opset_version):
    _checked(symbolic_name)


def unregister_custom_op_symbolic(symbolic_name, opset_version):
    _checked(symbolic_name)


def _checked(name):
    if re.fullmatch(r"[a-zA-Z0-9-_]+::[a-zA-Z-_]+[a-zA-Z0-9-_]*", name) is None:
        raise OnnxExporterError(
            f"Failed to register operator {name}. The symbolic name must match the format domain::name, and should start with a letter "
            "and contain only alphanumeric characters"
        )


class OnnxExporterError(RuntimeError):
    pass
