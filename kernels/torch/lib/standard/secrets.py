# secrets: random numbers of a generator that no seed fixes.
import base64
import random as _random

_source = _random.Random()
SystemRandom = _random.SystemRandom if hasattr(_random, "SystemRandom") else _random.Random

def choice(sequence):
    return _source.choice(sequence)

def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _source.randrange(exclusive_upper_bound)

def randbits(k):
    return _source.getrandbits(k)

def token_bytes(nbytes=None):
    return _source.randbytes(32 if nbytes is None else nbytes)

def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()

def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")

def compare_digest(a, b):
    return a == b
