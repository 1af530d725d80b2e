# torch._logging.
def set_logs(**kwargs):
    pass
