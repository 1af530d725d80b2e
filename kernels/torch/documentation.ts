/**
 * What built-in functions, methods and torch's classes do, in a sentence each: for `?` and `help()`, where the value itself has no docstring.
 *
 * One line per name, `name: sentence`; below a heading `[type]` stand that type's methods.
 */
import { PyBoundMethod, PyBuiltin, PySlotWrapper } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyType, type Value } from '../../src/python/object/object.js'

const TEXT = `
abs: The absolute value of a number.
aiter: An asynchronous iterator over an asynchronous iterable.
all: True if every element of the iterable is true, also when it is empty.
any: True if some element of the iterable is true; False when it is empty.
ascii: The repr of an object with everything beyond ASCII escaped.
bin: An integer in binary notation, such as '0b101'.
breakpoint: Would enter a debugger.
callable: True if the object can be called, as functions, classes and objects with __call__ can.
chr: The one-character string of a Unicode code point.
compile: Compiles source text into a code object for exec() or eval().
delattr: Deletes an attribute by name: delattr(x, 'y') is del x.y.
dir: The names of an object's attributes, sorted; without an argument the names in the current scope.
divmod: The pair (x // y, x % y).
enumerate: Pairs of a count, from start, and the elements of an iterable.
eval: The value of an expression given as text or code object.
exec: Runs statements given as text or code object.
filter: The elements of an iterable for which the function is true; with None, the true elements.
format: A value as text in the given format specification.
getattr: An attribute by name: getattr(x, 'y') is x.y; the default, if given, where there is none.
globals: The dictionary of the current module's global variables.
hasattr: True if the object has an attribute of that name.
hash: The hash value of an object; equal objects have equal hashes.
help: Shows what is known of an object.
hex: An integer in hexadecimal notation, such as '0xff'.
id: The identity of an object: an integer that no other living object has.
input: Prints the prompt and reads a line, without its end.
isinstance: True if the object is an instance of the class, of a subclass, or of one in a tuple of classes.
issubclass: True if the class is the other class, derived from it, or from one in a tuple of classes.
iter: An iterator over an object; with a sentinel, over the results of calls until one equals it.
len: The number of items in a container.
locals: A dictionary of the current scope's local variables.
map: The results of calling the function with the elements of the iterables, in parallel.
max: The largest of the arguments, or of an iterable's elements, by the key function if there is one.
min: The smallest of the arguments, or of an iterable's elements, by the key function if there is one.
next: The next element of an iterator; the default, if given, when it is exhausted.
oct: An integer in octal notation, such as '0o17'.
open: Opens a file and gives a file object to read or write it with.
ord: The Unicode code point of a one-character string.
pow: base ** exp, or base ** exp % mod, computed without the large intermediate number.
print: Prints the values to a stream, sys.stdout if not given, with sep between them and end after the last.
repr: The text of an object as code would write it, where that is possible.
reversed: An iterator over a sequence from its end.
round: A number rounded to ndigits after the point, halves to the even digit; to an integer if ndigits is None.
setattr: Sets an attribute by name: setattr(x, 'y', v) is x.y = v.
sorted: A new list of the elements in ascending order, by the key function if there is one; reverse turns it round.
sum: The start value plus the elements of an iterable.
vars: The __dict__ of an object; without an argument the same as locals().
zip: Tuples of the first elements, the second elements… of several iterables, until the shortest ends.
[bool]
: True or False: the truth of a value.
[bytearray]
: A mutable sequence of bytes.
[bytes]
: An immutable sequence of bytes.
decode: The text that the bytes encode.
hex: The bytes as hexadecimal digits.
fromhex: Bytes from a string of hexadecimal digits.
[classmethod]
: Makes a function a method of the class: its first argument is the class.
[complex]
: A complex number, from a real and an imaginary part or from text.
conjugate: The complex conjugate.
[dict]
: A mapping from keys to values, in the order in which the keys came; from pairs, another mapping, or keywords.
clear: Removes all items.
copy: A shallow copy.
fromkeys: A new dictionary with these keys, all with the same value.
get: The value of a key, or the default where the key is missing.
items: A view of the (key, value) pairs.
keys: A view of the keys.
pop: Removes a key and gives its value; the default, if given, where the key is missing, else KeyError.
popitem: Removes the latest (key, value) pair and gives it.
setdefault: The value of a key; where it is missing it is first set to the default.
update: Takes over the items of another mapping, of pairs, or of keywords.
values: A view of the values.
[float]
: A floating-point number of 64 bits, from a number or text.
as_integer_ratio: A pair of integers whose ratio is exactly this number.
fromhex: A float from its hexadecimal text.
hex: The float exactly, in hexadecimal notation.
is_integer: True if the float has no fractional part.
[frozenset]
: An immutable set, which can be a key or an element.
[int]
: An integer of any size, from a number or from text in the given base.
as_integer_ratio: The integer and 1.
bit_count: How many ones the binary notation of the absolute value has.
bit_length: How many bits the absolute value needs.
from_bytes: An integer from its bytes, most significant first ('big') or last ('little').
to_bytes: The integer as that many bytes.
[list]
: A mutable sequence; from the elements of an iterable.
append: Adds an object to the end of the list.
clear: Removes all items.
copy: A shallow copy.
count: How often a value occurs.
extend: Adds all elements of an iterable to the end.
index: The position of the first item that equals the value; ValueError where there is none.
insert: Puts an object before a position.
pop: Removes the item at a position, the last if not given, and returns it.
remove: Removes the first item that equals the value; ValueError where there is none.
reverse: Turns the order of the items round, in place.
sort: Sorts the list in ascending order, in place and stably, by the key function if there is one.
[object]
: The base of all classes; its instances have no attributes.
[property]
: An attribute that functions compute: get, set and delete it.
setter: The property with another function that sets it.
[range]
: The integers from start (0) up to but without stop, by step (1).
[set]
: A mutable set of distinct hashable objects.
add: Adds an element.
clear: Removes all elements.
copy: A shallow copy.
difference: The elements that none of the others has.
difference_update: Removes the elements of the others.
discard: Removes an element if it is there.
intersection: The elements that all have.
intersection_update: Keeps only the elements that all have.
isdisjoint: True if the two have no element in common.
issubset: True if the other has every element of this one.
issuperset: True if this one has every element of the other.
pop: Removes some element and returns it.
remove: Removes an element; KeyError where it is missing.
symmetric_difference: The elements that exactly one of the two has.
symmetric_difference_update: Becomes the elements that exactly one of the two has.
union: The elements that any of them has.
update: Adds the elements of the others.
[slice]
: What x[start:stop:step] passes to x.
indices: start, stop and step for a sequence of that length.
[staticmethod]
: Makes a function of a class that takes neither the instance nor the class.
[str]
: Text: the object as str() shows it, or bytes decoded.
capitalize: The text with its first character in uppercase and the others in lowercase.
casefold: The text for comparisons that ignore case.
center: The text in the middle of that many columns.
count: How often a substring occurs, not overlapping.
encode: The text as bytes in the encoding.
endswith: True if the text ends with the suffix, or with one of a tuple of suffixes.
expandtabs: The text with tabs filled up by spaces.
find: The lowest index at which the substring begins, or -1.
format: The text with its {fields} replaced by the arguments.
format_map: The text with its {fields} replaced from a mapping.
index: The lowest index at which the substring begins; ValueError where there is none.
isalnum: True if all characters are letters or digits, and there is at least one.
isalpha: True if all characters are letters, and there is at least one.
isascii: True if all characters are ASCII, or there are none.
isdecimal: True if all characters are decimal digits, and there is at least one.
isdigit: True if all characters are digits, and there is at least one.
isidentifier: True if the text could be a name.
islower: True if all cased characters are lowercase, and there is at least one.
isnumeric: True if all characters are numeric, and there is at least one.
isprintable: True if every character can be printed.
isspace: True if all characters are white space, and there is at least one.
istitle: True if every word begins with uppercase and goes on in lowercase.
isupper: True if all cased characters are uppercase, and there is at least one.
join: The strings of an iterable, with this one between them.
ljust: The text at the left of that many columns.
lower: The text with all letters in lowercase.
lstrip: The text without white space, or without the characters given, at its start.
maketrans: A table for translate().
partition: The text before the separator, the separator, and the text after it.
removeprefix: The text without the prefix, if it begins with it.
removesuffix: The text without the suffix, if it ends with it.
replace: The text with a substring replaced, everywhere or the first count times.
rfind: The highest index at which the substring begins, or -1.
rindex: The highest index at which the substring begins; ValueError where there is none.
rjust: The text at the right of that many columns.
rpartition: As partition(), at the last separator.
rsplit: The words of the text, split from its end.
rstrip: The text without white space, or without the characters given, at its end.
split: The words of the text as a list, split at the separator or at white space, at most maxsplit times.
splitlines: The lines of the text as a list.
startswith: True if the text begins with the prefix, or with one of a tuple of prefixes.
strip: The text without white space, or without the characters given, at both ends.
swapcase: The text with uppercase and lowercase exchanged.
title: The text with each word begun in uppercase.
translate: The text with each character replaced by a table.
upper: The text with all letters in uppercase.
zfill: The text filled with zeros at its left, after a sign.
[super]
: The methods of the classes after this one in the order of inheritance.
[tuple]
: An immutable sequence; from the elements of an iterable.
count: How often a value occurs.
index: The position of the first item that equals the value; ValueError where there is none.
[type]
: The class of an object; with name, bases and dict, a new class.
[torch]
Module: The base of all layers and networks: registers parameters, buffers and children, and calls forward.
Sequential: Modules one after the other, each fed with what the one before gave.
ModuleList: A list of modules, all registered.
ModuleDict: A dictionary of modules, all registered.
ParameterList: A list of parameters, all registered.
ParameterDict: A dictionary of parameters, all registered.
Parameter: A tensor that a module registers as its own and an optimizer changes.
Identity: Gives its input back.
Linear: x @ weight.T + bias over the last dim: (*, in_features) → (*, out_features).
Bilinear: x1 @ weight @ x2 + bias: one output for each of out_features such forms.
LazyLinear: Linear whose in_features come from the first input.
Conv1d: Slides out_channels filters over (N, C, L); each reads all channels of its group.
Conv2d: Slides out_channels filters over (N, C, H, W); each reads all channels of its group.
Conv3d: Slides out_channels filters over (N, C, D, H, W); each reads all channels of its group.
ConvTranspose1d: The transpose of a convolution of (N, C, L): every element spreads a filter, which enlarges.
ConvTranspose2d: The transpose of a convolution of (N, C, H, W): every element spreads a filter, which enlarges.
ConvTranspose3d: The transpose of a convolution of (N, C, D, H, W): every element spreads a filter, which enlarges.
MaxPool1d: The largest element of every window; the stride is the window's size if not given.
MaxPool2d: The largest element of every window; the stride is the window's size if not given.
MaxPool3d: The largest element of every window; the stride is the window's size if not given.
AvgPool1d: The mean of every window; the stride is the window's size if not given.
AvgPool2d: The mean of every window; the stride is the window's size if not given.
AvgPool3d: The mean of every window; the stride is the window's size if not given.
AdaptiveAvgPool1d: The means of so many windows that the output has the given size.
AdaptiveAvgPool2d: The means of so many windows that the output has the given size.
AdaptiveAvgPool3d: The means of so many windows that the output has the given size.
AdaptiveMaxPool1d: The maxima of so many windows that the output has the given size.
AdaptiveMaxPool2d: The maxima of so many windows that the output has the given size.
AdaptiveMaxPool3d: The maxima of so many windows that the output has the given size.
BatchNorm1d: Normalises every channel of (N, C) or (N, C, L) over the batch; running statistics in eval mode.
BatchNorm2d: Normalises every channel of (N, C, H, W) over the batch; running statistics in eval mode.
BatchNorm3d: Normalises every channel of (N, C, D, H, W) over the batch; running statistics in eval mode.
LayerNorm: Normalises over the last dims, those of normalized_shape.
GroupNorm: Normalises num_groups groups of channels, each image by itself.
InstanceNorm1d: Normalises every channel of every sample by itself.
InstanceNorm2d: Normalises every channel of every image by itself.
InstanceNorm3d: Normalises every channel of every volume by itself.
RMSNorm: Divides by the root of the mean square over the last dims.
LocalResponseNorm: Divides by a sum over neighbouring channels.
ReLU: Negative elements become 0.
ReLU6: Elements are cut to 0 … 6.
LeakyReLU: Negative elements are scaled by negative_slope.
PReLU: Negative elements are scaled by a learned slope.
ELU: Negative elements become alpha · (exp(x) − 1).
SELU: A scaled ELU that keeps mean 0 and variance 1.
GELU: x times the probability that a normal variable is below x.
SiLU: x · sigmoid(x).
Mish: x · tanh(softplus(x)).
Sigmoid: 1 / (1 + exp(−x)).
Tanh: The hyperbolic tangent.
Softplus: log(1 + exp(x)), a smooth ReLU.
Softmax: Positive numbers that sum to 1 along dim.
LogSoftmax: The logarithm of softmax along dim.
Hardtanh: Elements are cut to min_val … max_val.
Hardswish: x · ReLU6(x + 3) / 6.
GLU: One half of dim times the sigmoid of the other half.
Dropout: In training, elements become 0 with probability p and the others grow by 1 / (1 − p).
Dropout1d: In training, whole channels become 0 with probability p.
Dropout2d: In training, whole channels become 0 with probability p.
Dropout3d: In training, whole channels become 0 with probability p.
Embedding: The rows of a table for the indices given: (*) → (*, embedding_dim).
EmbeddingBag: Sums, means or maxima of the rows of a table for bags of indices.
Flatten: Dims start_dim … end_dim become one; the batch stays by default.
Unflatten: One dim becomes several.
Upsample: Enlarges the spatial dims by interpolation.
PixelShuffle: Moves channels into space: (N, C·r², H, W) → (N, C, H·r, W·r).
ZeroPad2d: Surrounds the image with zeros.
RNN: A recurrent network: hidden state from input and hidden state, over (L, N, input_size).
LSTM: A recurrent network with gates and a cell state, over (L, N, input_size).
GRU: A recurrent network with gates, over (L, N, input_size).
MultiheadAttention: Attention of queries to keys and values in num_heads subspaces.
Transformer: Encoder and decoder of attention layers.
TransformerEncoder: A stack of encoder layers.
TransformerEncoderLayer: Self-attention and a feed-forward network, each with a residual and a norm.
TransformerDecoder: A stack of decoder layers.
TransformerDecoderLayer: Self-attention, attention to the memory, and a feed-forward network.
CrossEntropyLoss: −log softmax(input)[target]: logits (N, C, …) against class indices (N, …) or probabilities.
NLLLoss: −input[target] for log-probabilities (N, C, …) and class indices (N, …).
MSELoss: The mean of the squared differences.
L1Loss: The mean of the absolute differences.
SmoothL1Loss: Squared below beta, absolute above.
HuberLoss: Squared below delta, absolute above.
BCELoss: The cross entropy of probabilities and targets, both 0 … 1.
BCEWithLogitsLoss: The cross entropy of sigmoid(input) and targets, computed stably.
KLDivLoss: The divergence of log-probabilities from the target's probabilities.
SGD: Steps against the gradient, with momentum, weight decay and Nesterov's look ahead if wanted.
Adam: Steps scaled by running means of the gradient and of its square.
AdamW: Adam with weight decay apart from the gradient.
RMSprop: Steps divided by the root of a running mean of squared gradients.
Adagrad: Steps divided by the root of the sum of squared gradients.
DataLoader: Batches of a dataset, in order or shuffled.
Dataset: Samples by index: a subclass defines __getitem__ and __len__.
TensorDataset: Samples that are rows of tensors.
`

let sentences: Map<string, string> | undefined

/** The sentence of `len`, `str` or `str.upper`. */
const sentence = (name: string): string | undefined => {
  if (sentences === undefined) {
    sentences = new Map()
    let type = ''
    for (const line of TEXT.split('\n')) {
      const heading = /^\[(\w+)\]$/.exec(line)
      if (heading) type = heading[1]
      const [, entry, text] = /^(\w*): (.*)$/.exec(line) ?? []
      if (text) sentences.set(entry === '' ? type : type === '' ? entry : `${type}.${entry}`, text)
    }
  }
  return sentences.get(name)
}

/** What is known here of a built-in function, method or type. */
export const documentationOf = (value: Value): string | undefined => {
  if (value instanceof PyBoundMethod) return documentationOf(value.func)
  if (value instanceof PyType) {
    if (value.module === 'builtins') return sentence(value.name)
    return /^torch\b/.test(value.module) ? sentence(`torch.${value.name}`) : undefined
  }
  if (value instanceof PySlotWrapper) return `The special method __${value.slot}__.`
  if (!(value instanceof PyBuiltin)) return undefined
  // What frozenset and bytearray share with set and bytes is told there.
  return (
    sentence(value.qualname) ??
    sentence(value.qualname.replace(/^frozenset\./, 'set.')) ??
    sentence(value.qualname.replace(/^(bytes|bytearray)\./, 'str.'))
  )
}

/** The header of CPython's help. */
export const titleOf = (value: Value): string | undefined => {
  if (value instanceof PyModule) return `module ${value.name}`
  if (value instanceof PyType) return `class ${value.name} in module ${value.module}`
  return undefined
}
