# typing_extensions: what typing has, the very same objects.
import typing as _typing

globals().update({name: value for name, value in vars(_typing).items() if not name.startswith("_")})
globals().update({name: getattr(_typing, name) for name in _typing.__all__})
runtime = runtime_checkable
