# torch.version: what torch.__version__ says, in parts.
__version__ = "2.13.0+cpu"
debug = False
cuda = None
hip = None
rocm = None
xpu = None
git_version = "unknown"
