# PNG: (bands, height, width) bytes into the content of a file and back.
import struct
import zlib

import torch

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
_BANDS = {kind: bands for bands, kind in _COLOUR_TYPES.items()}


def _chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def encoded(data):
    bands, height, width = data.shape
    rows = torch.zeros(height, 1 + width * bands, dtype=torch.uint8)
    rows[:, 1:] = data.permute(1, 2, 0).reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[bands], 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows.numpy().tobytes())) + _chunk(b"IEND", b"")


def decoded(content):
    """NotImplementedError for palettes, interlacing and depths other than 8."""
    at, packed = len(SIGNATURE), b""
    while at < len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += 12 + size
        if name == b"IHDR":
            width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", body)
        elif name == b"IDAT":
            packed += body
    if depth != 8 or kind not in _BANDS or interlaced:
        raise NotImplementedError(f"ishape: PNG of {depth} bits, colour type {kind}{', interlaced' if interlaced else ''}, is not available here")
    bands = _BANDS[kind]
    lines = _unfiltered(zlib.decompress(packed), width * bands, height, bands)
    return torch.tensor(lines, dtype=torch.uint8).view(height, width, bands).permute(2, 0, 1).contiguous()


def _unfiltered(raw, wide, height, bands):
    above, lines = [0] * wide, []
    for row in range(height):
        start = row * (wide + 1)
        line = list(raw[start + 1 : start + 1 + wide])
        _undo(raw[start], line, above, bands)
        lines.append(line)
        above = line
    return lines


def _undo(kind, line, above, bands):
    """Bytes are stored as differences: to the left, to those above, to the mean of both, or to what Paeth predicts."""
    if kind == 0:
        return
    for i in range(len(line)):
        left, up, corner = (line[i - bands], above[i], above[i - bands]) if i >= bands else (0, above[i], 0)
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            far = left + up - corner
            guess = min((left, up, corner), key=lambda each: abs(far - each))
        line[i] = (line[i] + guess) & 255
