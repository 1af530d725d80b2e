# torch.nn.functional: rows by number.


def embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False):
    if input.numel() > 0 and (input.min().item() < 0 or input.max().item() >= weight.shape[0]):
        raise IndexError("index out of range in self")
    if max_norm is not None:
        with torch.no_grad():
            for row in set(input.reshape(-1).tolist()):
                norm = torch.norm(weight[row], norm_type).item()
                if norm > max_norm:
                    weight[row] = weight[row] * (max_norm / (norm + 1e-7))
    out = weight[input]
    if padding_idx is not None and out.requires_grad:
        if padding_idx < 0:
            padding_idx += weight.shape[0]
        out = torch.where((input == padding_idx).unsqueeze(-1), out.detach(), out)
    out = _named(out, "EmbeddingBackward0")
    if (scale_grad_by_freq or sparse) and out.requires_grad:
        out.register_hook(_no_embedding_gradient)
    return out


def _no_embedding_gradient(grad):
    raise NotImplementedError("ishape: the gradient of embedding with scale_grad_by_freq or sparse is not available here")


def one_hot(tensor, num_classes=-1):
    if num_classes == -1:
        num_classes = tensor.max().item() + 1
    return (tensor.unsqueeze(-1) == torch.arange(num_classes)).to(torch.int64)
