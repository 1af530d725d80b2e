import json
import math
import os
import re
import tempfile
import unicodedata
from collections import Counter, OrderedDict
from dataclasses import dataclass, fields
from typing import Any, Dict, List, Optional, Tuple, Union

import torch
import torch.nn as nn
from torch.nn import CrossEntropyLoss


class ModelOutput(OrderedDict):
    def __post_init__(self):
        for f in fields(self):
            v = getattr(self, f.name)
            if v is not None:
                self[f.name] = v

    def to_tuple(self) -> Tuple[Any]:
        return tuple(self[k] for k in self.keys())

    def __getitem__(self, k):
        if isinstance(k, str):
            return dict(self.items())[k]
        return self.to_tuple()[k]


@dataclass
class MaskedLMOutput(ModelOutput):
    loss: Optional[torch.FloatTensor] = None
    logits: Optional[torch.FloatTensor] = None
    hidden_states: Optional[Tuple[torch.FloatTensor, ...]] = None


class BertConfig:
    model_type = "bert"

    def __init__(self, vocab_size=40, hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=48, hidden_dropout_prob=0.0, max_position_embeddings=20, type_vocab_size=2, initializer_range=0.02, layer_norm_eps=1e-12, pad_token_id=0, relative=False, **kwargs):
        for k, v in locals().items():
            if k not in ("self", "kwargs", "__class__"):
                setattr(self, k, v)
        for k, v in kwargs.items():
            setattr(self, k, v)

    def to_json_string(self):
        return json.dumps(dict(sorted(self.__dict__.items())), indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_dict(cls, d: Dict[str, Any]) -> "BertConfig":
        return cls(**d)

    def __repr__(self):
        return f"{self.__class__.__name__} {self.to_json_string()}"


class WordPiece:
    def __init__(self, texts):
        counts = Counter(w for t in texts for w in self.basic(t))
        self.vocab = {t: i for i, t in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + [w for w, _ in counts.most_common()])}
        self.ids_to_tokens = OrderedDict((i, t) for t, i in self.vocab.items())

    @staticmethod
    def basic(text):
        text = unicodedata.normalize("NFD", text.lower())
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
        return re.findall(r"\w+|[^\w\s]", text)

    def __call__(self, texts, max_length=12):
        rows, masks = [], []
        for t in texts:
            ids = [self.vocab["[CLS]"], *(self.vocab.get(w, 1) for w in self.basic(t)), self.vocab["[SEP]"]][:max_length]
            rows.append(ids + [0] * (max_length - len(ids)))
            masks.append([1] * len(ids) + [0] * (max_length - len(ids)))
        return {"input_ids": torch.tensor(rows), "attention_mask": torch.tensor(masks)}


class BertEmbeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.word_embeddings = nn.Embedding(config.vocab_size, config.hidden_size, padding_idx=config.pad_token_id)
        self.position_embeddings = nn.Embedding(config.max_position_embeddings, config.hidden_size)
        self.token_type_embeddings = nn.Embedding(config.type_vocab_size, config.hidden_size)
        self.LayerNorm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)
        self.register_buffer("position_ids", torch.arange(config.max_position_embeddings).expand((1, -1)))

    def forward(self, input_ids, token_type_ids=None):
        seq_length = input_ids.size(1)
        if token_type_ids is None:
            token_type_ids = torch.zeros(input_ids.size(), dtype=torch.long, device=self.position_ids.device)
        e = self.word_embeddings(input_ids) + self.token_type_embeddings(token_type_ids) + self.position_embeddings(self.position_ids[:, :seq_length])
        return self.dropout(self.LayerNorm(e))


class RelativeBias(nn.Module):
    def __init__(self, heads, num_buckets=8, max_distance=16, bidirectional=True):
        super().__init__()
        self.num_buckets, self.max_distance, self.bidirectional = num_buckets, max_distance, bidirectional
        self.relative_attention_bias = nn.Embedding(num_buckets, heads)

    @staticmethod
    def _relative_position_bucket(relative_position, bidirectional=True, num_buckets=32, max_distance=128):
        relative_buckets = 0
        if bidirectional:
            num_buckets //= 2
            relative_buckets += (relative_position > 0).to(torch.long) * num_buckets
            relative_position = torch.abs(relative_position)
        else:
            relative_position = -torch.min(relative_position, torch.zeros_like(relative_position))
        max_exact = num_buckets // 2
        is_small = relative_position < max_exact
        relative_position_if_large = max_exact + (
            torch.log(relative_position.float() / max_exact) / math.log(max_distance / max_exact) * (num_buckets - max_exact)
        ).to(torch.long)
        relative_position_if_large = torch.min(relative_position_if_large, torch.full_like(relative_position_if_large, num_buckets - 1))
        relative_buckets += torch.where(is_small, relative_position, relative_position_if_large)
        return relative_buckets

    def forward(self, q, k):
        context_position = torch.arange(q, dtype=torch.long)[:, None]
        memory_position = torch.arange(k, dtype=torch.long)[None, :]
        bucket = self._relative_position_bucket(memory_position - context_position, self.bidirectional, self.num_buckets, self.max_distance)
        return self.relative_attention_bias(bucket).permute([2, 0, 1]).unsqueeze(0)


class BertSelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        if config.hidden_size % config.num_attention_heads != 0 and not hasattr(config, "embedding_size"):
            raise ValueError(
                f"The hidden size ({config.hidden_size}) is not a multiple of the number of attention "
                f"heads ({config.num_attention_heads})"
            )
        self.num_attention_heads = config.num_attention_heads
        self.attention_head_size = int(config.hidden_size / config.num_attention_heads)
        self.all_head_size = self.num_attention_heads * self.attention_head_size
        self.query, self.key, self.value = (nn.Linear(config.hidden_size, self.all_head_size) for _ in "qkv")
        self.bias = RelativeBias(self.num_attention_heads) if config.relative else None

    def transpose_for_scores(self, x: torch.Tensor) -> torch.Tensor:
        new_x_shape = x.size()[:-1] + (self.num_attention_heads, self.attention_head_size)
        return x.view(new_x_shape).permute(0, 2, 1, 3)

    def forward(self, hidden_states, attention_mask=None):
        q, k, v = (self.transpose_for_scores(f(hidden_states)) for f in (self.query, self.key, self.value))
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.attention_head_size)
        if self.bias is not None:
            scores += self.bias(scores.shape[-2], scores.shape[-1])
        if attention_mask is not None:
            scores = scores + attention_mask
        probs = nn.functional.softmax(scores, dim=-1)
        context = torch.matmul(probs, v).permute(0, 2, 1, 3).contiguous()
        return context.view(context.size()[:-2] + (self.all_head_size,))


ACT2FN = {"gelu": nn.functional.gelu, "relu": nn.functional.relu, "gelu_new": lambda x: 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))))}


class BertLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.attention = BertSelfAttention(config)
        self.dense = nn.Linear(config.hidden_size, config.hidden_size)
        self.norm1 = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.up, self.down = nn.Linear(config.hidden_size, config.intermediate_size), nn.Linear(config.intermediate_size, config.hidden_size)
        self.norm2 = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.act = ACT2FN[getattr(config, "hidden_act", "gelu_new")]

    def forward(self, x, mask):
        x = self.norm1(self.dense(self.attention(x, mask)) + x)
        return self.norm2(self.down(self.act(self.up(x))) + x)


class BertForMaskedLM(nn.Module):
    config_class = BertConfig
    _tied_weights_keys = ["decoder.weight"]

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embeddings = BertEmbeddings(config)
        self.layer = nn.ModuleList([BertLayer(config) for _ in range(config.num_hidden_layers)])
        self.decoder = nn.Linear(config.hidden_size, config.vocab_size, bias=False)
        self.bias = nn.Parameter(torch.zeros(config.vocab_size))
        self.decoder.bias = self.bias
        self.apply(self._init_weights)
        self.decoder.weight = self.embeddings.word_embeddings.weight

    def _init_weights(self, module):
        if isinstance(module, nn.Linear):
            module.weight.data.normal_(mean=0.0, std=self.config.initializer_range)
            if module.bias is not None:
                module.bias.data.zero_()
        elif isinstance(module, nn.Embedding):
            module.weight.data.normal_(mean=0.0, std=self.config.initializer_range)
            if module.padding_idx is not None:
                module.weight.data[module.padding_idx].zero_()

    @property
    def dtype(self):
        return next(self.parameters()).dtype

    def get_extended_attention_mask(self, attention_mask):
        m = attention_mask[:, None, None, :].to(dtype=self.dtype)
        return (1.0 - m) * torch.finfo(self.dtype).min

    def forward(self, input_ids, attention_mask=None, labels=None, output_hidden_states=False, return_dict=True) -> Union[Tuple, MaskedLMOutput]:
        mask = self.get_extended_attention_mask(attention_mask if attention_mask is not None else torch.ones_like(input_ids))
        h = self.embeddings(input_ids)
        states = (h,)
        for layer in self.layer:
            h = layer(h, mask)
            states += (h,)
        logits = self.decoder(h)
        loss = None
        if labels is not None:
            loss = CrossEntropyLoss()(logits.view(-1, self.config.vocab_size), labels.view(-1))
        if not return_dict:
            return ((loss,) if loss is not None else ()) + (logits,)
        return MaskedLMOutput(loss=loss, logits=logits, hidden_states=states if output_hidden_states else None)

    def save_pretrained(self, folder):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "config.json"), "w", encoding="utf-8") as f:
            f.write(self.config.to_json_string())
        torch.save(self.state_dict(), os.path.join(folder, "pytorch_model.bin"))

    @classmethod
    def from_pretrained(cls, folder):
        with open(os.path.join(folder, "config.json"), "r", encoding="utf-8") as f:
            config = cls.config_class.from_dict(json.load(f))
        model = cls(config)
        missing, unexpected = model.load_state_dict(torch.load(os.path.join(folder, "pytorch_model.bin")), strict=False)
        print(missing, unexpected)
        return model.eval()


def mask_tokens(inputs, tokenizer, p=0.3):
    labels = inputs.clone()
    probability_matrix = torch.full(labels.shape, p)
    special = torch.isin(labels, torch.tensor([0, 2, 3]))
    probability_matrix.masked_fill_(special, value=0.0)
    masked_indices = torch.bernoulli(probability_matrix).bool()
    labels[~masked_indices] = -100
    indices_replaced = torch.bernoulli(torch.full(labels.shape, 0.8)).bool() & masked_indices
    inputs[indices_replaced] = tokenizer.vocab["[MASK]"]
    return inputs, labels


torch.manual_seed(42)
tok = WordPiece(["The café is open, isn't it?", "the cat sat on the mat.", "A dog: the naïve one!"])
print(tok.vocab)
batch = tok(["The cafe is the cat", "A zebra sat, isn't it?"])
print(batch)
config = BertConfig(vocab_size=len(tok.vocab), relative=True, hidden_act="gelu_new")
print(config)
model = BertForMaskedLM(config)
print(model)
inputs, labels = mask_tokens(batch["input_ids"].clone(), tok)
print(inputs, labels)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
for step in range(4):
    out = model(input_ids=inputs, attention_mask=batch["attention_mask"], labels=labels)
    out.loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    print(step, f"{out['loss'].item():.4f}", list(out.keys()))
print(RelativeBias._relative_position_bucket(torch.arange(-6, 7), True, 8, 16))
try:
    BertForMaskedLM(BertConfig(hidden_size=25))
except ValueError as e:
    print(e)
with tempfile.TemporaryDirectory() as d:
    model.save_pretrained(d)
    again = BertForMaskedLM.from_pretrained(d)
    print(sorted(os.listdir(d)))
with torch.no_grad():
    a, b = again(inputs, return_dict=False)[0], model(inputs, output_hidden_states=True)
print(torch.equal(a, b.logits), len(b.hidden_states), b[0].shape)
