# torch.utils.tensorboard: a writer that writes nothing.
class SummaryWriter:
    """Takes every record and writes none: a sandbox has no event files."""

    def __init__(self, log_dir=None, comment="", purge_step=None, max_queue=10, flush_secs=120, filename_suffix=""):
        self.log_dir = log_dir if log_dir is not None else "runs"

    def get_logdir(self):
        return self.log_dir

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _nothing(self, *args, **kwargs):
        pass

    add_scalar = add_scalars = add_histogram = add_histogram_raw = add_image = add_images = add_image_with_boxes = _nothing
    add_figure = add_video = add_audio = add_text = add_graph = add_embedding = add_pr_curve = add_hparams = add_mesh = _nothing
    add_custom_scalars = add_onnx_graph = add_tensor = flush = close = _nothing


FileWriter = SummaryWriter
