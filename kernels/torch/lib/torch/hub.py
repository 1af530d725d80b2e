# torch.hub: folders are named, nothing is fetched.
import os
import re
from urllib.parse import urlparse

from tqdm import tqdm

# How a file's name ends that carries the start of its SHA-256.
HASH_REGEX = re.compile(r"-([a-f0-9]*)\.")


def _get_torch_home():
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    return os.path.expanduser(os.environ.get("TORCH_HOME") or os.path.join(cache, "torch"))


def get_dir():
    if "TORCH_HUB" in os.environ:
        return os.environ["TORCH_HUB"]
    return os.path.join(_get_torch_home(), "hub") if _Folder.chosen is None else _Folder.chosen


class _Folder:
    chosen = None


def set_dir(d):
    _Folder.chosen = os.path.expanduser(d)


def _network(name, what):
    def raises(*args, **kwargs):
        raise NotImplementedError(f"ishape: torch.hub.{name} is not available here: it is a sandbox without a network, {what} can't be fetched")

    raises.__name__ = raises.__qualname__ = name
    return raises


load = _network("load", "a repository")
list = _network("list", "a repository")
help = _network("help", "a repository")
load_state_dict_from_url = _network("load_state_dict_from_url", "weights")
download_url_to_file = _network("download_url_to_file", "a file")
