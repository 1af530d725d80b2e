# torchvision: what works on tensors, and models.
__version__ = "0.28.0+cpu"


def set_image_backend(backend):
    raise NotImplementedError("ishape: torchvision.set_image_backend is not available here: there are no image files")


def get_image_backend():
    return "PIL"


def set_video_backend(backend):
    raise NotImplementedError("ishape: torchvision.set_video_backend is not available here: there are no videos")


def _is_tracing():
    return False


def disable_beta_transforms_warning():
    pass
