# torch.backends.quantized.
engine = "x86"
supported_engines = ["x86", "none", "onednn", "fbgemm"]
