"""What PyTorch says of the statements in test/explain/messages/expressions.txt: `python test/record/messages.py` (a python with torch) writes texts.json beside them."""
import json
import pathlib
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F

warnings.simplefilter('ignore')
folder = pathlib.Path(__file__).parent.parent / 'explain' / 'messages'


def message(statement):
    try:
        exec(statement, {'torch': torch, 'nn': nn, 'F': F})
    except Exception as error:
        return f'{type(error).__name__}: {error}'
    raise SystemExit(f'no error: {statement}')


statements = (folder / 'expressions.txt').read_text().splitlines()
texts = [[each, message(each)] for each in statements]
(folder / 'texts.json').write_text(json.dumps(texts, indent=1, ensure_ascii=False) + '\n')
