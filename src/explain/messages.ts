/**
 * What PyTorch's error messages mean: a table of their texts, each with what the numbers in it say and what usually mends it.
 *
 * Nothing of the program is known here: the message may come from another machine. It is looked for anywhere in a text, so that a
 * whole traceback may be given; of several the last counts, as it is the one that ended the program.
 */

export interface MessageStory {
  /** The message, as it was found. */
  readonly message: string
  /** What it says, in other words. */
  readonly meaning: string
  /** What usually mends it, the likeliest first. */
  readonly remedies: readonly string[]
}

interface Entry {
  readonly pattern: RegExp
  readonly tell: (found: readonly string[]) => Omit<MessageStory, 'message'>
}

const numbersIn = (text: string): number[] => [...text.matchAll(/-?\d+/g)].map(([each]) => Number(each))
const tuple = (sizes: readonly number[]): string => `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`
const product = (sizes: readonly number[]): number => sizes.reduce((all, each) => all * each, 1)
const times = (sizes: readonly number[]): string => sizes.join('·')
const factorsText = (sizes: readonly number[]): string =>
  sizes.length === 1 ? String(sizes[0]) : `${times(sizes)} = ${product(sizes)}`
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** c with a = c·p² and b = c·q²: channels times square pictures. The largest. */
function squares(a: number, b: number): { c: number; p: number; q: number } | null {
  const most = gcd(a, b)
  for (let c = most; c > 1; c--) {
    if (most % c !== 0) continue
    const [p, q] = [Math.sqrt(a / c), Math.sqrt(b / c)]
    if (Number.isInteger(p) && Number.isInteger(q) && p !== q) return { c, p, q }
  }
  return null
}

/** As `squares`, for a batch of items: the one whose pictures are nearest in size to those expected. */
function pictureOf(count: number, wanted: number) {
  const found = Array.from({ length: 256 }, (_, i) => i + 1).flatMap((batch) => {
    const picture = count % batch === 0 ? squares(count / batch, wanted) : null
    return picture === null ? [] : [{ batch, ...picture }]
  })
  const distance = ({ p, q }: { p: number; q: number }) => Math.abs(p - q)
  return found.sort((a, b) => distance(a) - distance(b))[0] ?? null
}

/** The rows of a product do not have as many numbers as the weight takes. */
function product2d(rows: number, had: number, wanted: number, out: number): Omit<MessageStory, 'message'> {
  const remedies: string[] = []
  const picture = squares(had, wanted)
  if (picture !== null)
    remedies.push(
      `${had} = ${picture.c}·${picture.p}·${picture.p} and ${wanted} = ${picture.c}·${picture.q}·${picture.q}: the layer was made for ${picture.q}×${picture.q} pictures of ${picture.c} channels, and ${picture.p}×${picture.p} ones came. Look at padding, kernel sizes, pooling or the size of the input.`,
    )
  if (had < wanted && (rows * had) % wanted === 0 && rows > (rows * had) / wanted)
    remedies.push(
      `${rows}·${had} = ${(rows * had) / wanted}·${wanted}: the input seems not to be flattened. x.flatten(1) before the layer gives (${(rows * had) / wanted}, ${wanted}).`,
    )
  if (rows === wanted) remedies.push('The first factor seems to be turned: x.T, or swap the two factors.')
  remedies.push(
    `If ${had} is right, the layer is to be nn.Linear(in_features=${had}, out_features=${out}).`,
    `If ${wanted} is right, what comes before must give ${wanted} features: the last axis counts.`,
  )
  return {
    meaning: `A product of (${rows}, ${had}) and (${wanted}, ${out}): each of the ${rows} rows has ${had} numbers, and the layer (or the second factor) takes ${wanted}.`,
    remedies,
  }
}

const DTYPES: Readonly<Record<string, string>> = {
  double: 'float64',
  Double: 'float64',
  float: 'float32',
  Float: 'float32',
  long: 'int64',
  Long: 'int64',
  int: 'int32',
  Int: 'int32',
  half: 'float16',
  Half: 'float16',
  bfloat16: 'bfloat16',
  BFloat16: 'bfloat16',
  Byte: 'uint8',
  'unsigned char': 'uint8',
  Bool: 'bool',
  bool: 'bool',
}
const dtypeName = (text: string): string => (DTYPES[text] ? `torch.${DTYPES[text]}` : text)

function twoDtypes(first: string, second: string): Omit<MessageStory, 'message'> {
  const [a, b] = [dtypeName(first), dtypeName(second)]
  const integer = [a, b].some((each) => /int|bool/.test(each))
  return {
    meaning: `Two tensors of different dtypes meet: ${a} and ${b}. Layers do not convert.`,
    remedies: [
      ...([a, b].includes('torch.float64')
        ? ['Numbers from NumPy are float64: x.float() makes them float32 as the weights are.']
        : []),
      ...(integer
        ? [
            'Inputs of layers are floating point: x.float(). Only indices (for nn.Embedding) and class numbers (for a loss) stay int64.',
          ]
        : []),
      'Otherwise give both the same: x.to(layer.weight.dtype), or model.to(x.dtype).',
    ],
  }
}

/** The messages. Where two fit at the same place, the first is taken. */
const ENTRIES: readonly Entry[] = [
  {
    pattern: /mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/g,
    tell: ([r, k, n, m]) => product2d(Number(r), Number(k), Number(n), Number(m)),
  },
  {
    pattern:
      /size mismatch, (?:m1|got input) ?[:(]? ?\[?(\d+) x (\d+)\]?, (?:m2|mat) ?[:(]? ?\[?(\d+) x (\d+)\]?/g,
    tell: ([r, k, n, m]) => product2d(Number(r), Number(k), Number(n), Number(m)),
  },
  {
    pattern:
      /Given (transposed=1, )?(?:groups=(\d+), )?weight of size \[([\d, ]+)\],? expected input\[([\d, ]+)\] to have (\d+) channels, but got (\d+) channels instead/g,
    tell: ([turned, , weight, input, wanted, got]) => {
      const [first, second] = numbersIn(weight)
      const sizes = numbersIn(input)
      const remedies: string[] = []
      if (sizes.at(-1) === Number(wanted))
        remedies.push(
          `The channels seem to stand last: x.permute(${sizes.length === 4 ? '0, 3, 1, 2' : '2, 0, 1'}) brings them where they belong.`,
        )
      if (sizes.length === 4 && sizes[0] === Number(wanted))
        remedies.push(`The first axis has ${wanted}: batch and channels may be swapped, x.transpose(0, 1).`)
      const [cin, cout] = turned === undefined ? [got, first] : [got, second]
      remedies.push(
        `If the input is right, the layer is to be made with in_channels=${cin} (out_channels=${cout} stays).`,
        `If the layer is right, the layer before must give ${wanted} channels.`,
      )
      return {
        meaning: `The input ${tuple(sizes)} has ${got} channels (axis 1 of a batch), and the layer was made for ${wanted}; its weight is ${tuple(numbersIn(weight))}.`,
        remedies,
      }
    },
  },
  {
    pattern:
      /Expected (\d)D \(unbatched\) or (\d)D \(batched\) input to (\w+), but got input of size: \[([\d, ]*)\]/g,
    tell: ([low, high, op, input]) => {
      const sizes = numbersIn(input)
      const missing = Number(low) - sizes.length
      return {
        meaning: `${op} takes (channels, …) or (batch, channels, …), ${low} or ${high} axes; the input ${tuple(sizes)} has ${sizes.length}.`,
        remedies:
          missing > 0
            ? [
                `${missing === 1 ? 'An axis is' : `${missing} axes are`} missing: x.unsqueeze(0) adds one in front (the channels of a grey picture, or the batch).`,
                'If the tensor was flattened before, it was flattened too early: x.view(batch, channels, …) gives it back.',
              ]
            : [
                `There are ${-missing - 1 || 'more'} axes too many: x.flatten(0, 1) joins the first two, x.squeeze() drops axes of size 1.`,
              ],
      }
    },
  },
  {
    pattern:
      /Given input size: \(([\dx]+)\)\. Calculated output size: \(([-\dx]+)\)\. Output size is too small/g,
    tell: ([input, output]) => ({
      meaning: `Of (${input.replaceAll('x', ', ')}), pooling would leave (${output.replaceAll('x', ', ')}): the picture is smaller than the window.`,
      remedies: [
        'A larger input: every stride of 2 before halves it, so five of them need at least 32.',
        'One pooling less, or nn.AdaptiveAvgPool2d, which takes any size.',
      ],
    }),
  },
  {
    pattern:
      /Calculated padded input size per channel: \(([\dx ]+)\)\. Kernel size: \(([\dx ]+)\)\. Kernel size can't be greater than actual input size/g,
    tell: ([input, kernel]) => ({
      meaning: `The kernel (${kernel}) is larger than the padded picture (${input}): nothing fits.`,
      remedies: [
        'A larger input, or fewer strides and poolings before this layer.',
        'padding, or a smaller kernel.',
      ],
    }),
  },
  {
    pattern:
      /The size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)/g,
    tell: ([a, b, axis]) => ({
      meaning: `Two tensors are combined element by element, and at axis ${axis} one has ${a} and the other ${b}. Sizes are compared from the right; they must be equal, or one of them 1.`,
      remedies: [
        ...(Math.abs(Number(a) - Number(b)) === 1
          ? [
              `They differ by one: a stride met an odd size somewhere. Pad or crop, or give the layer that widens the size of the other (output_padding, F.interpolate(x, size=other.shape[2:])).`,
            ]
          : []),
        ...(Math.max(Number(a), Number(b)) === 2 * Math.min(Number(a), Number(b))
          ? [
              'One is twice the other: a shortcut needs the same stride (and channels) as what it goes around.',
            ]
          : []),
        'If one of them is to be repeated along that axis, give it size 1 there: x.unsqueeze(…), keepdim=True.',
      ],
    }),
  },
  {
    pattern:
      /Sizes of tensors must match except in dimension (\d+)\.? (?:Expected size|Got) (\d+) (?:but got size|and) (\d+) (?:for tensor number (\d+) in the list|in dimension (\d+))/g,
    tell: ([axis, wanted, got, index]) => ({
      meaning: `torch.cat joins along axis ${axis}; all other axes must agree, and one has ${wanted} in the first tensor and ${got} in ${index === undefined ? 'another' : `tensor number ${index}`}.`,
      remedies: [
        ...(Math.abs(Number(wanted) - Number(got)) === 1
          ? [
              'They differ by one, as in a U-Net whose input is odd somewhere: crop or pad the shortcut, or take an input that can be halved often enough.',
            ]
          : []),
        `Another dim: the axis in which they differ may be the one to join along (dim=…).`,
        'Bring them to one size before: F.interpolate, F.pad, slicing.',
      ],
    }),
  },
  {
    pattern:
      /stack expects each tensor to be equal size, but got \[([\d, ]*)\] at entry 0 and \[([\d, ]*)\] at entry (\d+)/g,
    tell: ([first, other, index]) => ({
      meaning: `torch.stack puts equal tensors side by side; entry 0 is ${tuple(numbersIn(first))}, entry ${index} is ${tuple(numbersIn(other))}. A DataLoader stacks the items of a batch.`,
      remedies: [
        'Pictures of different size: a transform that resizes (with both sizes given) or crops all of them.',
        'Sequences of different length: a collate_fn with torch.nn.utils.rnn.pad_sequence.',
      ],
    }),
  },
  {
    pattern: /shape '\[([-\d, ]+)\]' is invalid for input of size (\d+)/g,
    tell: ([shape, size]) => {
      const sizes = numbersIn(shape)
      const known = sizes.filter((each) => each !== -1)
      const count = Number(size)
      const remedies: string[] = []
      const open = sizes.indexOf(-1)
      if (open >= 0) remedies.push(`For a batch of B, one item has ${count}/B numbers.`)
      if (sizes.length === 2 && open === 0) {
        const near = pictureOf(count, known[0])
        if (near !== null)
          remedies.push(
            `With a batch of ${near.batch}: ${count / near.batch} = ${near.c}·${near.p}·${near.p}, where ${known[0]} = ${near.c}·${near.q}·${near.q} was expected; the picture is ${near.p}×${near.p}, not ${near.q}×${near.q}.`,
          )
        remedies.push(
          'x.flatten(1), or x.view(x.size(0), -1), keeps the batch and takes whatever there is; the next layer must then take that many features.',
        )
      }
      return {
        meaning:
          open >= 0
            ? `view (or reshape) to (${sizes.join(', ')}) of ${count} numbers: ${factorsText(known)} does not divide ${count}.`
            : `view (or reshape) to (${sizes.join(', ')}) needs ${times(sizes)} = ${product(sizes)} numbers; there are ${count}.`,
        remedies:
          remedies.length > 0
            ? remedies
            : ['Print x.shape before: the factors of its sizes must make the new ones.'],
      }
    },
  },
  {
    pattern:
      /view size is not compatible with input tensor's size and stride \(at least one dimension spans across two contiguous subspaces\)/g,
    tell: () => ({
      meaning:
        'view only reads the same memory in another way, and after transpose, permute or a slice the elements do not lie in order.',
      remedies: ['x.reshape(…), which copies where it must; or x.contiguous().view(…).'],
    }),
  },
  {
    pattern: /Expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)/g,
    tell: ([input, target]) => ({
      meaning: `The loss gets ${input} rows of scores and ${target} targets; it wants one target for each row.`,
      remedies: [
        ...(Number(input) > Number(target) && Number(input) % Number(target) === 0
          ? [
              `${input} = ${target}·${Number(input) / Number(target)}: view(-1, …) before took the batch apart. x.flatten(1) (or x.view(x.size(0), -1)) keeps it.`,
            ]
          : []),
        'For sequences, both are flattened alike: logits.view(-1, classes) and targets.view(-1).',
      ],
    }),
  },
  {
    pattern:
      /Target size \(torch\.Size\(\[([\d, ]*)\]\)\) must be the same as input size \(torch\.Size\(\[([\d, ]*)\]\)\)/g,
    tell: ([target, input]) => ({
      meaning: `The loss compares number with number: input ${tuple(numbersIn(input))}, target ${tuple(numbersIn(target))}.`,
      remedies: [
        `target.unsqueeze(1) or input.squeeze(1), where only an axis of size 1 is missing; target.view_as(input) where the numbers are the same.`,
        'BCE losses want floating point targets of the same shape; class numbers belong to nn.CrossEntropyLoss.',
      ],
    }),
  },
  {
    pattern:
      /Using a target size \(torch\.Size\(\[([\d, ]*)\]\)\) that is different to the input size \(torch\.Size\(\[([\d, ]*)\]\)\)/g,
    tell: ([target, input]) => ({
      meaning: `A loss of input ${tuple(numbersIn(input))} and target ${tuple(numbersIn(target))}: they broadcast to every pair, and the mean of all pairs is no loss of the model.`,
      remedies: [
        'target.view_as(input), target.unsqueeze(1) or input.squeeze(1): both must have the same shape.',
      ],
    }),
  },
  {
    pattern:
      /only batches of spatial targets supported \((?:3D tensors|non-empty 3D tensors)\) but got targets of (?:dimension|size):? ?:? ?\[?([\d, ]+)\]?/g,
    tell: ([got]) => ({
      meaning: `Scores of a picture, (N, classes, H, W), want one class number per pixel, (N, H, W) of int64; the target is ${got}.`,
      remedies: [
        'target.squeeze(1) where it is (N, 1, H, W); target.argmax(1) where it has one plane per class.',
      ],
    }),
  },
  {
    pattern: /(?:0D or 1D target tensor expected, multi-target not supported|multi-target not supported at)/g,
    tell: () => ({
      meaning: 'The loss wants one class number per row, a target of shape (N,); it got one with more axes.',
      remedies: [
        'target.squeeze(1) for (N, 1); target.argmax(1) for one-hot rows (or floating point rows as probabilities, in newer versions).',
      ],
    }),
  },
  {
    pattern: /Target (-?\d+) is out of bounds/g,
    tell: ([target]) => ({
      meaning: `A target is class ${target}, and the scores have only classes 0 to C − 1.`,
      remedies: [
        `The last layer needs at least ${Number(target) + 1} outputs; or classes that count from 1 are to count from 0: target - 1.`,
        'ignore_index for a padding class.',
      ],
    }),
  },
  {
    pattern: /index out of range in self/g,
    tell: () => ({
      meaning:
        'nn.Embedding was asked for a row that it does not have: an index is negative or at least num_embeddings.',
      remedies: [
        'Compare x.min(), x.max() with num_embeddings: the greatest index is num_embeddings − 1. Padding and unknown words count too.',
        'Positions: the sequence may be longer than the table of positions.',
      ],
    }),
  },
  {
    pattern: /index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)/g,
    tell: ([index, axis, size]) => ({
      meaning: `Axis ${axis} has ${size} entries, 0 to ${Number(size) - 1} (or −${size} to −1); ${index} was asked for.`,
      remedies: ['Print the shape before indexing; a loop over range(n) may take its n from another axis.'],
    }),
  },
  {
    pattern:
      /Given normalized_shape=\[([\d, ]+)\], expected input with shape \[\*, [\d, ]+\], but got input of size\[([\d, ]+)\]/g,
    tell: ([wanted, got]) => ({
      meaning: `LayerNorm(${numbersIn(wanted).join(', ')}) normalises the last ${numbersIn(wanted).length === 1 ? 'axis' : 'axes'}; those of ${tuple(numbersIn(got))} are others.`,
      remedies: [
        `For channels first, permute before and after: x.permute(0, 2, 3, 1); or nn.GroupNorm(1, channels).`,
        `If the input is right: nn.LayerNorm(${numbersIn(got).at(-1)}).`,
      ],
    }),
  },
  {
    pattern: /running_mean should contain (\d+) elements not (\d+)/g,
    tell: ([got, wanted]) => ({
      meaning: `BatchNorm was made for ${wanted} channels; the input has ${got} at axis 1.`,
      remedies: [`nn.BatchNorm…(${got}), or ${wanted} channels from the layer before.`],
    }),
  },
  {
    pattern:
      /Expected more than 1 value per channel when training, got input size (?:torch\.Size\()?\[([\d, ]+)\]\)?/g,
    tell: ([sizes]) => ({
      meaning: `BatchNorm in training needs more than one value per channel; the input is ${tuple(numbersIn(sizes))}.`,
      remedies: [
        'A batch of more than one; drop_last=True in the DataLoader, whose last batch may be a single item.',
        'net.eval() for trying out one item.',
      ],
    }),
  },
  {
    pattern: /input\.size\(-1\) must be equal to input_size\. Expected (\d+), got (\d+)/g,
    tell: ([wanted, got]) => ({
      meaning: `The recurrent layer was made for ${wanted} features per step; the last axis of the input has ${got}.`,
      remedies: [
        `input_size=${got}, or features in the last axis: (batch, steps, features) with batch_first=True, (steps, batch, features) without.`,
      ],
    }),
  },
  {
    pattern: /Expected hidden(?:\[\d\])? size \(([\d, ]+)\), got \[([\d, ]+)\]/g,
    tell: ([wanted, got]) => ({
      meaning: `The first state must be ${tuple(numbersIn(wanted))}: (layers · directions, batch, hidden size); it is ${tuple(numbersIn(got))}.`,
      remedies: [
        'The batch is the second axis of the state, also with batch_first=True.',
        'A last batch that is smaller needs a state of its own: make it from x.size(0).',
      ],
    }),
  },
  {
    pattern: /embed_dim must be divisible by num_heads/g,
    tell: () => ({
      meaning: 'Attention shares embed_dim out among its heads in equal parts.',
      remedies: ['Another num_heads, or an embed_dim that is a multiple of it.'],
    }),
  },
  {
    pattern: /was expecting embedding dimension of (\d+), but got (\d+)/g,
    tell: ([wanted, got]) => ({
      meaning: `Attention was made for ${wanted} features; the query has ${got} in its last axis.`,
      remedies: [`embed_dim=${got}, or (…, ${wanted}) from the layer before.`],
    }),
  },
  {
    pattern:
      /Expected size for first two dimensions of batch2 tensor to be: \[(\d+), (\d+)\] but got: \[(\d+), (\d+)\]/g,
    tell: ([batch, inner, gotBatch, gotInner]) => ({
      meaning: `A product of batches of matrices: the second must be (${batch}, ${inner}, …), and is (${gotBatch}, ${gotInner}, …).`,
      remedies: [
        ...(batch === gotBatch
          ? [
              `The inner sizes ${inner} and ${gotInner} differ: one factor is likely to be turned, b.transpose(1, 2).`,
            ]
          : ['The batches differ: expand or repeat one of them.']),
      ],
    }),
  },
  {
    pattern:
      /size mismatch for ([\w.]+): copying a param with shape (?:torch\.Size\()?\[?([\d, ]*)\]?\)? from checkpoint, the shape in current model is (?:torch\.Size\()?\[?([\d, ]*)\]?\)?/g,
    tell: ([name, saved, here]) => ({
      meaning: `The saved ${name} is ${tuple(numbersIn(saved))}, that of the model here ${tuple(numbersIn(here))}.`,
      remedies: [
        'The model must be made with the numbers it was saved with (classes, channels, vocabulary).',
        'For another last layer: delete its entries from the state dict and load with strict=False.',
      ],
    }),
  },
  {
    pattern: /Missing key\(s\) in state_dict: ([^\n]*)/g,
    tell: ([keys]) => ({
      meaning:
        'The state dict lacks entries that the model has: they are named differently, or the model is another.',
      remedies: [
        ...(/module\./.test(keys)
          ? []
          : ['Saved from nn.DataParallel, names begin with "module.": strip it.']),
        'Compare list(state)[:3] with list(model.state_dict())[:3]; strict=False loads what fits and tells the rest.',
      ],
    }),
  },
  {
    pattern: /Dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)\)/g,
    tell: ([low, high, got]) => ({
      meaning: `The tensor has ${Number(high) + 1} ${high === '0' ? 'axis' : 'axes'}: dims ${low} to ${high} exist, ${got} was asked for.`,
      remedies: [
        'It may have lost its batch axis (one item instead of a batch, squeeze() without a dim): x.unsqueeze(0), squeeze(1).',
      ],
    }),
  },
  {
    pattern: /mat1 and mat2 must have the same dtype, but got (\w+) and (\w+)/g,
    tell: ([a, b]) => twoDtypes(a, b),
  },
  {
    pattern:
      /expected (?:m1 and m2 to have the same dtype, but got: |scalar type )([\w ]+?)(?: != | but found )(\w+(?: char)?)/g,
    tell: ([a, b]) => twoDtypes(a, b),
  },
  {
    pattern: /Input type \(([\w ]+?)\) and bias type \(([\w ]+?)\) should be the same/g,
    tell: ([a, b]) => twoDtypes(a, b),
  },
  {
    pattern:
      /Input type \(torch\.(\w*)\.?\w*Tensor\) and weight type \(torch\.(\w*)\.?\w*Tensor\) should be the same/g,
    tell: () => ({
      meaning: 'The input and the weights are on different devices, or of different dtypes.',
      remedies: ['x = x.to(device) with the device of the model; model.to(device) gives it one.'],
    }),
  },
  {
    pattern: /Expected all tensors to be on the same device/g,
    tell: () => ({
      meaning: 'Some tensors are on the GPU, others on the CPU.',
      remedies: [
        'Move inputs and targets: x.to(device). Tensors made inside forward want device=x.device; those kept by the module want register_buffer.',
      ],
    }),
  },
  {
    pattern: /expected floating point type for target with class probabilities, got (\w+)/gi,
    tell: () => ({
      meaning:
        'The target has the shape of the scores, so it is taken for probabilities, and those are floating point.',
      remedies: ['target.float() for one-hot rows; target.argmax(1) or (N,) class numbers otherwise.'],
    }),
  },
  {
    pattern: /Boolean value of Tensor with more than one value is ambiguous/g,
    tell: () => ({
      meaning:
        'A tensor of several values stands where one True or False is wanted: if x > 0, x == y, or a loss class called with data.',
      remedies: [
        '(x > 0).all() or .any(); torch.equal(x, y).',
        'nn.CrossEntropyLoss(output, target) makes a layer: it is nn.CrossEntropyLoss()(output, target).',
      ],
    }),
  },
  {
    pattern:
      /(?:a Tensor with (\d+) elements cannot be converted to Scalar|only one element tensors can be converted to Python scalars)/g,
    tell: () => ({
      meaning: 'item(), float() or int() of a tensor that holds more than one number.',
      remedies: [
        'x.mean().item() or x[0].item(); x.tolist() for all of them. A loss with reduction="none" is one per item.',
      ],
    }),
  },
  {
    pattern: /grad can be implicitly created only for scalar outputs/g,
    tell: () => ({
      meaning: 'backward() of a tensor with more than one number.',
      remedies: ['loss.mean().backward() or loss.sum().backward(); or backward(torch.ones_like(y)).'],
    }),
  },
  {
    pattern: /Trying to backward through the graph a second time/g,
    tell: () => ({
      meaning: 'backward() ran already through part of this graph, whose saved values are gone.',
      remedies: [
        'A state kept from one step to the next (a hidden state, a running loss) is to be detached: h = h.detach(); total += loss.item().',
        'retain_graph=True where two losses really share a graph.',
      ],
    }),
  },
  {
    pattern: /element 0 of tensors does not require grad and does not have a grad_fn/g,
    tell: () => ({
      meaning: 'backward() of a tensor that no parameter leads to.',
      remedies: [
        'It was made under torch.no_grad(), after .detach(), .item(), .numpy() or argmax, or anew by torch.tensor(…).',
        'All parameters may be frozen: requires_grad=False.',
      ],
    }),
  },
  {
    pattern:
      /one of the variables needed for gradient computation has been modified by an inplace operation/g,
    tell: () => ({
      meaning: 'A value that backward needs was overwritten after it was used.',
      remedies: [
        'x = x + y instead of x += y; inplace=False in activations; x.clone() before writing into a slice.',
        'optimizer.step() between two backward() calls of one graph: all backward() first.',
      ],
    }),
  },
  {
    pattern: /a leaf Variable that requires grad is being used in an in-place operation/g,
    tell: () => ({
      meaning: 'A parameter is written in place while gradients are recorded.',
      remedies: ['with torch.no_grad(): around it, or nn.init functions, which do so.'],
    }),
  },
  {
    pattern:
      /Padding size should be less than the corresponding input dimension, but got: padding \(([\d, ]+)\)/g,
    tell: ([padding]) => ({
      meaning: `Reflection takes its values from inside the input, which must be larger than the padding (${padding}).`,
      remedies: ["Less padding, a larger input, or mode='replicate' or 'constant'."],
    }),
  },
  {
    pattern: /not enough values to unpack \(expected (\d+), got (\d+)\)/g,
    tell: ([wanted, got]) => ({
      meaning: `${wanted} names are to be filled from ${got} values: for B, C, H, W = x.shape the tensor has ${got} axes instead of ${wanted}.`,
      remedies: ['x.unsqueeze(0) where the batch is missing; print x.shape before the line.'],
    }),
  },
  {
    pattern: /CUDA error: device-side assert triggered/g,
    tell: () => ({
      meaning:
        'An index was out of range on the GPU, which says no more: mostly a class number or a word that is too large.',
      remedies: [
        'Run the same on the CPU (here, for instance): the error is then exact.',
        'Targets must lie in 0 … classes − 1, indices of nn.Embedding in 0 … num_embeddings − 1.',
      ],
    }),
  },
]

/** What the last message of PyTorch's in a text means; null if there is none that is known. */
export function messageStory(text: string): MessageStory | null {
  const flat = text.replace(/\s*\n\s*/g, ' ')
  let best: { at: number; story: MessageStory } | null = null
  for (const { pattern, tell } of ENTRIES)
    for (const found of flat.matchAll(pattern))
      if (best === null || found.index > best.at)
        best = { at: found.index, story: { message: found[0], ...tell(found.slice(1)) } }
  return best?.story ?? null
}

/** The story as lines. */
export const messageText = ({ message, meaning, remedies }: MessageStory): string =>
  [message, '', `  ${meaning}`, '', ...remedies.map((remedy) => `  • ${remedy}`)].join('\n')
