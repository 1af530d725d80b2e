/** Messages of losses, indices, layers that were made for other sizes, and saved states. */
import { shapeText } from '../dims.js'
import { type Entry, numbersIn } from './entry.js'

export const layers: readonly Entry[] = [
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
      meaning: `The loss compares number with number: input ${shapeText(numbersIn(input))}, target ${shapeText(numbersIn(target))}.`,
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
      meaning: `A loss of input ${shapeText(numbersIn(input))} and target ${shapeText(numbersIn(target))}: they broadcast to every pair, and the mean of all pairs is no loss of the model.`,
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
      meaning: `LayerNorm(${numbersIn(wanted).join(', ')}) normalises the last ${numbersIn(wanted).length === 1 ? 'axis' : 'axes'}; those of ${shapeText(numbersIn(got))} are others.`,
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
      meaning: `BatchNorm in training needs more than one value per channel; the input is ${shapeText(numbersIn(sizes))}.`,
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
      meaning: `The first state must be ${shapeText(numbersIn(wanted))}: (layers · directions, batch, hidden size); it is ${shapeText(numbersIn(got))}.`,
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
      meaning: `The saved ${name} is ${shapeText(numbersIn(saved))}, that of the model here ${shapeText(numbersIn(here))}.`,
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
]
