# torchvision.transforms.v2: the names of torchvision.transforms, and those that are new.
import torch
from torchvision.transforms import functional as F


class ToImage(torch.nn.Module):
    def forward(self, inpt):
        if isinstance(inpt, torch.Tensor):
            return inpt
        return F.pil_to_tensor(inpt) if F._is_pil(inpt) else torch.from_numpy(inpt).permute(2, 0, 1).contiguous()


class ToDtype(torch.nn.Module):
    def __init__(self, dtype, scale=False):
        super().__init__()
        self.dtype, self.scale = dtype, scale

    def forward(self, inpt):
        return F.convert_image_dtype(inpt, self.dtype) if self.scale else inpt.to(self.dtype)

    def extra_repr(self):
        return f"scale={self.scale}"


class Identity(torch.nn.Module):
    def forward(self, inpt):
        return inpt


def __getattr__(name):
    import torchvision.transforms

    if name == "functional":
        return F
    return getattr(torchvision.transforms, name)
