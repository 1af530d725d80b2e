# json.decoder and json.encoder: names of json under the modules that CPython has them in.
import re
import sys

import _json
from json import JSONDecodeError, JSONDecoder, JSONEncoder

FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
NaN, PosInf, NegInf, INFINITY = float("nan"), float("inf"), float("-inf"), float("inf")

def scanstring(s, end, strict=True):
    if end > sys.maxsize:
        raise OverflowError("Python int too large to convert to C ssize_t")
    if not isinstance(s, str):
        raise TypeError(f"first argument must be a string, not {type(s).__name__}")
    return _json.decode(s, end - 1, strict, None, None, None, None, None, JSONDecodeError)

def encode_basestring(s):
    return _json.encode(s, True, False, False, True, False, None, ",", ":", None)

def encode_basestring_ascii(s):
    if not isinstance(s, str):
        raise TypeError(f"first argument must be a string, not {type(s).__name__}")
    return _json.encode(s, True, False, True, True, False, None, ",", ":", None)

py_scanstring = scanstring
py_encode_basestring, py_encode_basestring_ascii = encode_basestring, encode_basestring_ascii
