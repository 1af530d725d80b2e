# What functools has that is made of classes: singledispatchmethod.
from functools import singledispatch

class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func
    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)
    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{getattr(self.func, '__name__', 'singledispatchmethod method')} requires at least 1 positional argument")
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        _method.__name__ = getattr(self.func, "__name__", "_method")
        _method.__doc__ = getattr(self.func, "__doc__", None)
        return _method
    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
