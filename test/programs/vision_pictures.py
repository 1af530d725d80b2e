# Pictures written as PNG and read again, and grids of samples as generators save them.
import io
import struct
import zlib

import numpy as np
import torch
from PIL import Image, UnidentifiedImageError
from torchvision import transforms, utils

random = np.random.RandomState(0)


def t(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


def again(picture):
    file = io.BytesIO()
    picture.save(file, format="png")
    file.seek(0)
    return Image.open(file)


for shape in [(5, 4), (5, 4, 3), (5, 4, 4)]:
    made = Image.fromarray(random.randint(0, 256, shape).astype(np.uint8))
    read = again(made)
    print(read.mode, read.size, read.format, np.array_equal(np.asarray(read), np.asarray(made)))
    for mode in ["L", "LA", "RGB", "RGBA"]:
        print(mode, read.convert(mode).getpixel((1, 2)), np.asarray(again(read.convert(mode))).sum())

# %%
# Rows of every filter.
rows = random.randint(0, 256, (5, 12)).astype(np.uint8)
raw = b"".join(bytes([kind]) + row.tobytes() for kind, row in enumerate(rows))
parts = [(b"IHDR", struct.pack(">IIBBBBB", 4, 5, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
content = b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts)
print(np.asarray(Image.open(io.BytesIO(content)))[..., 1])

# %%
for options in [dict(), dict(nrow=3, normalize=True), dict(padding=0, value_range=(-1, 1), normalize=True)]:
    file = io.BytesIO()
    utils.save_image(torch.linspace(-1, 2, 180).view(5, 1, 6, 6), file, "PNG", **options)
    grid = Image.open(io.BytesIO(file.getvalue()))
    print(grid.mode, grid.size, np.asarray(grid)[3, :9, 0], transforms.ToTensor()(grid).mean())
file = io.BytesIO()
utils.save_image(torch.linspace(0, 1, 48).view(3, 4, 4), file, format="png")
print(np.asarray(Image.open(file)).tolist())

# %%
picture = Image.new("RGB", (2, 2), (1, 2, 3))
for call in [
    lambda: picture.save("picture.abc"), lambda: picture.save("picture"), lambda: picture.save(io.BytesIO()), lambda: Image.open("absent.png"),
    lambda: Image.open(io.BytesIO(b"no picture at all")),
]:
    t(call)

# %%
# Resizing is Pillow's to the byte.
for shape in [(9, 7), (13, 17, 3)]:
    picture = Image.fromarray(random.randint(0, 256, shape).astype(np.uint8))
    for size in [(4, 5), (32, 32), (7, 20), (1, 1), picture.size]:
        for resample in Image.Resampling:
            made = np.asarray(picture.resize(size, resample)).reshape(-1).astype(int)
            print(size, made.sum(), (made * np.arange(made.size)).sum(), made[:4])
    print(np.asarray(picture.resize((5, 5))).sum())
    for transform in [
        transforms.Resize(11), transforms.Resize((6, 9), transforms.InterpolationMode.BICUBIC), transforms.Resize(11, transforms.InterpolationMode.NEAREST),
        transforms.RandomResizedCrop(8), transforms.Compose([transforms.Resize(20), transforms.CenterCrop(16), transforms.RandomHorizontalFlip()]),
    ]:
        torch.manual_seed(0)
        made = transform(picture)
        print(made.size, np.asarray(made).sum(), transforms.ToTensor()(made).shape)
    for size in [(5, 5), (6, 4), (12, 9), (100, 100)]:
        small = picture.copy()
        small.thumbnail(size)
        print(small.size, np.asarray(small).sum())
for call in [lambda: picture.resize((0, 3)), lambda: picture.resize((3, 3), 9)]:
    t(call)
