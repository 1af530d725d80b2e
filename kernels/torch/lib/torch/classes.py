# torch.classes.
def load_library(path):
    raise NotImplementedError("ishape: torch.classes.load_library is not available here: native code can't be loaded")
