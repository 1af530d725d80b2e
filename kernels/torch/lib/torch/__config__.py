# torch.__config__: how PyTorch was built; here nothing was.
def show():
    return "ishape: no PyTorch was built\n"


def parallel_info():
    return "ATen/Parallel:\n\tat::get_num_threads() : 1\n"
