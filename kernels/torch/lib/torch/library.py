# torch.library: a program's own operators are their functions.
def register_fake(op, func=None, **kwargs):
    return func if func is not None else lambda fn: fn


def impl_abstract(op, func=None, **kwargs):
    return func if func is not None else lambda fn: fn


class custom_op:
    """An operator of the program's own: the function, with the registrations of its rules taken and not needed."""

    def __new__(cls, name, fn=None, /, *, mutates_args=(), device_types=None, schema=None, tags=None):
        if fn is None:
            return lambda fn: cls(name, fn, mutates_args=mutates_args)
        self = object.__new__(cls)
        self._name, self._fn, self.__name__ = name, fn, fn.__name__
        return self

    def __call__(self, *args, **kwargs):
        return self._fn(*args, **kwargs)

    def register_fake(self, fn):
        return fn

    def register_kernel(self, device_types, fn=None):
        return fn if fn is not None else lambda fn: fn

    def register_autograd(self, backward, *, setup_context=None):
        raise NotImplementedError("ishape: torch.library.custom_op(...).register_autograd is not available here")
