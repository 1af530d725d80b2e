# torch.onnx: exports are not here.
def is_in_onnx_export():
    return False
