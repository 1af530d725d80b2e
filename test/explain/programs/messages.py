%explain "RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x576 and 400x120)"
# %%
%explain mat1 and mat2 shapes cannot be multiplied (6144x32 and 3072x10)
# %%
%%explain
Traceback (most recent call last):
  File "train.py", line 31, in <module>
    out = model(x)
  File "train.py", line 17, in forward
    return self.conv(x)
RuntimeError: Given groups=1, weight of size [6, 3, 5, 5], expected input[1, 32, 32, 3] to
have 3 channels, but got 32 channels instead
# %%
%explain RuntimeError: Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [28, 28]
# %%
%explain The size of tensor a (31) must match the size of tensor b (32) at non-singleton dimension 3
# %%
%explain Sizes of tensors must match except in dimension 1. Expected size 56 but got size 57 for tensor number 1 in the list.
# %%
%explain "shape '[-1, 400]' is invalid for input of size 2304"
# %%
%explain shape '[2, 7]' is invalid for input of size 15
# %%
%explain ValueError: Expected input batch_size (64) to match target batch_size (4).
# %%
%explain 'Target size (torch.Size([8])) must be the same as input size (torch.Size([8, 1]))'
# %%
%explain IndexError: Target 10 is out of bounds.
# %%
%explain IndexError: index out of range in self
# %%
%explain Given normalized_shape=[64], expected input with shape [*, 64], but got input of size[2, 64, 8, 8]
# %%
%explain running_mean should contain 32 elements not 64
# %%
%explain Expected more than 1 value per channel when training, got input size torch.Size([1, 64])
# %%
%explain input.size(-1) must be equal to input_size. Expected 10, got 20
# %%
%explain Expected hidden[0] size (2, 4, 8), got [2, 32, 8]
# %%
%explain Expected size for first two dimensions of batch2 tensor to be: [8, 16] but got: [8, 32].
# %%
%explain size mismatch for fc.weight: copying a param with shape torch.Size([1000, 512]) from checkpoint, the shape in current model is torch.Size([10, 512]).
# %%
%explain mat1 and mat2 must have the same dtype, but got Double and Float
# %%
%explain expected scalar type Long but found Float
# %%
%explain stack expects each tensor to be equal size, but got [3, 224, 224] at entry 0 and [3, 224, 298] at entry 1
# %%
%explain Given input size: (512x1x1). Calculated output size: (512x0x0). Output size is too small
# %%
%explain "Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be greater than actual input size"
# %%
%explain Dimension out of range (expected to be in range of [-1, 0], but got 1)
# %%
%explain Boolean value of Tensor with more than one value is ambiguous
# %%
%explain something else went wrong
# %%
%explain
# %%
import torch
torch.randn(2, 3) @ torch.randn(4, 5)
# %%
%explain
# %%
undefined
# %%
%explain
