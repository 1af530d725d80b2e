# json.decoder and json.encoder: names of json under the modules that CPython has them in.
from json import JSONDecodeError, JSONDecoder, JSONEncoder
