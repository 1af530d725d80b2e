# torch.nn.grad: the gradients of convolutions by their operands.
import torch
import torch.nn.functional as F


def _gradient(convolve, sizes, grad_output, options):
    with torch.enable_grad():
        operand = torch.zeros(sizes, dtype=grad_output.dtype, requires_grad=True)
        return torch.autograd.grad(convolve(operand, options), operand, grad_output)[0]


def _by_input(conv):
    def gradient(input_size, weight, grad_output, stride=1, padding=0, dilation=1, groups=1):
        return _gradient(lambda x, o: conv(x, weight, None, *o), input_size, grad_output, (stride, padding, dilation, groups))

    return gradient


def _by_weight(conv):
    def gradient(input, weight_size, grad_output, stride=1, padding=0, dilation=1, groups=1):
        return _gradient(lambda w, o: conv(input, w, None, *o), weight_size, grad_output, (stride, padding, dilation, groups))

    return gradient


conv1d_input, conv1d_weight = _by_input(F.conv1d), _by_weight(F.conv1d)
conv2d_input, conv2d_weight = _by_input(F.conv2d), _by_weight(F.conv2d)
conv3d_input, conv3d_weight = _by_input(F.conv3d), _by_weight(F.conv3d)
