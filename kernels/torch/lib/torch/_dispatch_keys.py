# torch._C: the keys by which an operator's kernel is chosen, and guards that leave some out.
import enum
from torch._ops import BelowAutocast, BelowAutograd

DispatchKey = enum.Enum(
    "DispatchKey",
    "Undefined CompositeExplicitAutogradNonFunctional CompositeExplicitAutograd CompositeImplicitAutogradNestedTensor "
    "CompositeImplicitAutograd AutogradNestedTensor AutogradOther Autograd Conjugate ZeroTensor Negative BackendSelect ADInplaceOrView "
    "PythonTLSSnapshot Python FuncTorchDynamicLayerFrontMode FuncTorchDynamicLayerBackMode PythonDispatcher PreDispatch Functionalize "
    "AutocastCPU AutocastMPS AutocastXPU AutocastHPU AutocastIPU AutocastCUDA AutocastPrivateUse1 CPU CUDA HIP XLA MPS IPU XPU HPU VE "
    "Lazy MTIA PrivateUse1 PrivateUse2 PrivateUse3 Meta QuantizedCPU QuantizedCUDA SparseCPU SparseCUDA AutogradCPU AutogradCUDA "
    "AutogradMPS AutogradXPU AutogradXLA AutogradMeta",
)  # fmt: skip


class DispatchKeySet:
    def __init__(self, key):
        self._keys = frozenset([key]) if isinstance(key, DispatchKey) else frozenset(key)

    def __or__(self, other):
        return DispatchKeySet(self._keys | other._keys)

    def __and__(self, other):
        return DispatchKeySet(self._keys & other._keys)

    def __sub__(self, other):
        return DispatchKeySet(self._keys - other._keys)

    def add(self, key):
        return DispatchKeySet(self._keys | {key})

    def remove(self, key):
        return DispatchKeySet(self._keys - {key})

    def has(self, key):
        return key in self._keys


class _ExcludeDispatchKeyGuard:
    def __init__(self, keys):
        names = {each.name for each in keys._keys}
        self._guards = [BelowAutocast()] if "AutocastCPU" in names else []
        if names & {"Autograd", "AutogradCPU"}:
            self._guards.append(BelowAutograd())

    def __enter__(self):
        for each in self._guards:
            each.__enter__()

    def __exit__(self, *exc):
        for each in self._guards:
            each.__exit__(*exc)


_AutoDispatchBelowAutograd = BelowAutograd


def _dispatch_has_kernel_for_dispatch_key(name, key):
    from torch._ops import found

    return found(name).has_kernel_for_dispatch_key(key)


def _get_accelerator():
    import torch

    return torch.device("cpu")
