# torch.storage: the classes by which files name the storages of tensors.
import torch


class UntypedStorage:
    def __new__(cls, *args, **kwargs):
        raise NotImplementedError(f"ishape: torch.{cls.__name__} is not available here: tensors keep their memory to themselves")


class TypedStorage(UntypedStorage):
    dtype = None


class _LegacyStorage(TypedStorage):
    pass
