# typing_extensions: what typing has, the very same objects.
import typing as _typing

globals().update({name: value for name, value in vars(_typing).items() if not name.startswith("__")})
