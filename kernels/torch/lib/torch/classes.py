# torch.classes: classes of native code, which can not be loaded.
def load_library(path):
    raise NotImplementedError("ishape: torch.classes.load_library is not available here: native code can't be loaded")
