# torch.__config__.
def show():
    return "ishape: no PyTorch was built\n"


def parallel_info():
    return "ATen/Parallel:\n\tat::get_num_threads() : 1\n"
