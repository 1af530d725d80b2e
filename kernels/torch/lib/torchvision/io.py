# torchvision.io: image and video files, which are not read here.


def _absent(name):
    def raises(*args, **kwargs):
        raise NotImplementedError(f"ishape: torchvision.io.{name} is not available here: image files can't be read or written")

    raises.__name__ = raises.__qualname__ = name
    return raises


read_image = _absent("read_image")
decode_image = _absent("decode_image")
write_png = _absent("write_png")
write_jpeg = _absent("write_jpeg")
read_file = _absent("read_file")
read_video = _absent("read_video")


class ImageReadMode:
    UNCHANGED, GRAY, GRAY_ALPHA, RGB, RGB_ALPHA = "UNCHANGED", "GRAY", "GRAY_ALPHA", "RGB", "RGB_ALPHA"
