# torch.utils.dlpack: tensors handed over as they are.
def to_dlpack(tensor):
    return tensor.detach()


def from_dlpack(ext_tensor):
    return ext_tensor.detach()
