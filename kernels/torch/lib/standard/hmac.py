# hmac: keyed digests.
import hashlib

class HMAC:
    block_size = 64
    def __init__(self, key, msg=None, digestmod=""):
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._make = digestmod if callable(digestmod) else (lambda data=b"": hashlib.new(digestmod, data))
        made = self._make(b"")
        self.digest_size, self.name = made.digest_size, f"hmac-{made.name}"
        block = 128 if made.name in ("sha384", "sha512") else 64
        key = self._make(key).digest() if len(key) > block else bytes(key)
        key = key.ljust(block, b"\0")
        self._inner, self._outer = bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)
        self._data = b""
        if msg is not None:
            self.update(msg)
    def update(self, msg):
        self._data += bytes(msg)
    def digest(self):
        return self._make(self._outer + self._make(self._inner + self._data).digest()).digest()
    def hexdigest(self):
        return self.digest().hex()

def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)

def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()

def compare_digest(a, b):
    return a == b
