# torch.nn.functional: elements in another order.


def _laid_as(input, output):
    """Channels last where the input lies so and not row by row too."""
    for rank, format in ((4, torch.channels_last), (5, torch.channels_last_3d)):
        if input.dim() == rank and not input.is_contiguous() and input.is_contiguous(memory_format=format):
            return output.to(memory_format=format)
    return output


def pixel_shuffle(input, upscale_factor):
    r = upscale_factor
    if input.dim() < 3:
        raise RuntimeError(f"pixel_shuffle expects input to have at least 3 dimensions, but got input with {input.dim()} dimension(s)")
    if r <= 0:
        raise RuntimeError(f"pixel_shuffle expects a positive upscale_factor, but got {r}")
    *lead, c, h, w = input.shape
    if c % (r * r) != 0:
        raise RuntimeError(
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, "
            f"but input.size(-3)={c} is not divisible by {r * r}"
        )
    n = len(lead)
    split = input.reshape(lead + [c // (r * r), r, r, h, w])
    mixed = split.permute(list(range(n)) + [n, n + 3, n + 1, n + 4, n + 2])
    return _named(_laid_as(input, mixed.reshape(lead + [c // (r * r), h * r, w * r])), "PixelShuffleBackward0", input)


def pixel_unshuffle(input, downscale_factor):
    r = downscale_factor
    if input.dim() < 3:
        raise RuntimeError(f"pixel_unshuffle expects input to have at least 3 dimensions, but got input with {input.dim()} dimension(s)")
    if r <= 0:
        raise RuntimeError(f"pixel_unshuffle expects a positive downscale_factor, but got {r}")
    *lead, c, h, w = input.shape
    for name, dim, size in (("height", -2, h), ("width", -1, w)):
        if size % r != 0:
            raise RuntimeError(
                f"pixel_unshuffle expects {name} to be divisible by downscale_factor, "
                f"but input.size({dim})={size} is not divisible by {r}"
            )
    n = len(lead)
    split = input.reshape(lead + [c, h // r, r, w // r, r])
    mixed = split.permute(list(range(n)) + [n, n + 2, n + 4, n + 1, n + 3])
    solid = mixed.clone(memory_format=torch.contiguous_format)
    return _named(_laid_as(input, solid.reshape(lead + [c * r * r, h // r, w // r])), "PixelUnshuffleBackward0", input)


def channel_shuffle(input, groups):
    if input.dim() <= 2:
        raise RuntimeError(f"channel_shuffle expects input with > 2 dims, but got input with sizes {list(input.shape)}")
    if groups <= 0:
        raise RuntimeError(f"Number of groups to divide channels in must be positive. Value of groups:{groups}")
    n, c = input.shape[0], input.shape[1]
    if c % groups != 0:
        raise RuntimeError(f"Number of channels must be divisible by groups. Got {c} channels and {groups} groups.")
    rest = list(input.shape[2:])
    shuffled = input.reshape([n, groups, c // groups] + rest).transpose(1, 2).reshape(input.shape)
    return _named(_laid_as(input, shuffled), "ChannelShuffleBackward0", input)


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    return _F._unfold(input, _pair(kernel_size), _pair(dilation), _pair(padding), _pair(stride))


def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    return _F._fold(
        input, _pair(output_size), _pair(kernel_size), _pair(dilation), _pair(padding), _pair(stride)
    )


def native_channel_shuffle(input, groups):
    return channel_shuffle(input, groups)
