/** Messages of losses, indices, layers that were made for other sizes, and saved states. */
import { shapeText } from '../dims.js'
import { type Entry, numbersIn } from './entry.js'

const minus = (number: string): string => number.replace('-', '−')

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
      /only batches of spatial targets supported \((?:3D tensors|non-empty 3D tensors)\) but got targets of (dimension|size):? ?:? ?\[?([\d, ]+)\]?/g,
    tell: ([what, got]) => ({
      meaning: `Scores of a picture, (N, classes, H, W), want one class number per pixel, (N, H, W) of int64; the target ${what === 'dimension' ? `has ${got.trim()} axes` : `is ${shapeText(numbersIn(got))}`}.`,
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
              `The inner sizes ${inner} and ${gotInner} must be the same: the features of queries and keys, say.`,
              'Or one factor is to be turned: b.transpose(-2, -1).',
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
      meaning: `The tensor has ${Number(high) + 1} ${high === '0' ? 'axis' : 'axes'}: dims ${minus(low)} to ${high} exist, ${minus(got)} was asked for.`,
      remedies: [
        'It may have lost its batch axis (one item instead of a batch, squeeze() without a dim): x.unsqueeze(0), squeeze(1).',
      ],
    }),
  },
  {
    pattern: /expected (\d)D(?: or (\d)D)? input \(got (\d)D input\)/g,
    tell: ([low, high, got]) => ({
      meaning: `The normalisation takes ${high === undefined ? low : `${low} or ${high}`} axes, batch and channels first; the input has ${got}.`,
      remedies: [
        `nn.BatchNorm1d is for (N, C) and (N, C, L), BatchNorm2d for pictures (N, C, H, W), BatchNorm3d for volumes.`,
        ...(Number(got) < Number(low) ? ['x.unsqueeze(0) where the batch is missing.'] : []),
      ],
    }),
  },
  {
    pattern: /expected input's size at dim=(\d) to match num_features \((\d+)\), but got: (\d+)/g,
    tell: ([axis, wanted, got]) => ({
      meaning: `InstanceNorm was made for ${wanted} channels; the input has ${got} at axis ${axis}.`,
      remedies: [`num_features=${got}, or ${wanted} channels from the layer before.`],
    }),
  },
  {
    pattern: /num_channels(?: \((\d+)\))? must be divisible by num_groups(?: \((\d+)\))?/g,
    tell: ([channels, groups]) => ({
      meaning: `GroupNorm shares the channels out among its groups in equal parts${channels === undefined ? '' : `; ${groups} does not divide ${channels}`}.`,
      remedies: [
        'nn.GroupNorm(num_groups, num_channels): the groups come first. 1 group takes all channels together.',
      ],
    }),
  },
  {
    pattern:
      /Expected number of channels in input to be divisible by num_groups, but got input of shape \[([\d, ]*)\] and num_groups=(\d+)/g,
    tell: ([input, groups]) => ({
      meaning: `The input ${shapeText(numbersIn(input))} has ${numbersIn(input)[1]} channels, which ${groups} groups can't share equally.`,
      remedies: ['Other groups, or as many channels as the layer was made for.'],
    }),
  },
  {
    pattern:
      /Expected weight to be a vector of size equal to the number of channels in input, but got weight of shape \[(\d+)\] and input of shape \[([\d, ]*)\]/g,
    tell: ([wanted, input]) => ({
      meaning: `The normalisation was made for ${wanted} channels; the input ${shapeText(numbersIn(input))} has ${numbersIn(input)[1]} at axis 1.`,
      remedies: [`num_channels=${numbersIn(input)[1]}, or ${wanted} channels from the layer before.`],
    }),
  },
  {
    pattern: /(in|out)_channels must be divisible by groups/g,
    tell: ([which]) => ({
      meaning: `A grouped convolution shares its channels out among the groups in equal parts, and ${which}_channels is no multiple of groups.`,
      remedies: [
        'groups=in_channels with out_channels a multiple of it, for a depthwise one; else another groups.',
      ],
    }),
  },
  {
    pattern: /non-empty (\d)D or (\d)D \(batch mode\) tensor expected for input/g,
    tell: ([low, high]) => ({
      meaning: `Pooling takes (channels, …) or (batch, channels, …), ${low} or ${high} axes, none of them empty.`,
      remedies: ['x.unsqueeze(0) for a picture without channels; the flattening may come too early.'],
    }),
  },
  {
    pattern:
      /pad should be at most half of effective kernel size, but got pad=(\d+), kernel_size=(\d+) and dilation=(\d+)/g,
    tell: ([pad, kernel]) => ({
      meaning: `Padding by ${pad} would give windows of ${kernel} that see nothing but padding.`,
      remedies: [`padding of at most ${Math.floor(Number(kernel) / 2)}; F.pad before, for more.`],
    }),
  },
  {
    pattern:
      /Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of \[([\d, ]*)\] and output size of \(?\[?([\d, ]*)/g,
    tell: ([input, output]) => ({
      meaning: `The input has ${numbersIn(input).length} spatial axes (${numbersIn(input).join(', ')}), and ${numbersIn(output).length} sizes are asked for.`,
      remedies: ['size=(height, width) for pictures (N, C, H, W); batch and channels are not named.'],
    }),
  },
  {
    pattern: /Got (\d)D input, but (\w+) mode needs (\d)D input/g,
    tell: ([got, mode, wanted]) => ({
      meaning: `mode='${mode}' is for ${wanted} axes, batch and channels included; the input has ${got}.`,
      remedies: [
        Number(got) < Number(wanted)
          ? "x.unsqueeze(0) where the batch is missing; mode='linear' for sequences (N, C, L)."
          : "mode='trilinear' for volumes.",
      ],
    }),
  },
  {
    pattern:
      /Padding length should be less than or equal to two times the input dimension but got padding length (\d+) and input of dimension (\d+)/g,
    tell: ([length, rank]) => ({
      meaning: `Padding is told in pairs, the last axis first: ${length} numbers are ${Number(length) / 2} axes, and the input has ${rank}.`,
      remedies: ['(left, right, top, bottom) for the last two axes.'],
    }),
  },
  {
    pattern: /Padding size (\d+) is not supported for (\d)D input tensor/g,
    tell: ([length, rank]) => ({
      meaning: `Reflecting and replicating pad the last axes behind batch and channels; ${Number(length) / 2} of an input with ${rank} axes are too many.`,
      remedies: ["x.unsqueeze(0) adds an axis in front; mode='constant' pads any."],
    }),
  },
  {
    pattern:
      /output padding must be smaller than either stride or dilation, but got output_padding_height: (\d+) output_padding_width: (\d+) stride_height: (\d+) stride_width: (\d+)/g,
    tell: ([h, w, sh, sw]) => ({
      meaning: `output_padding chooses among the sizes that one stride leaves open, so it is smaller than the stride: (${h}, ${w}) with stride (${sh}, ${sw}).`,
      remedies: ['output_padding=1 with stride=2 doubles a picture exactly (kernel 3, padding 1).'],
    }),
  },
  {
    pattern:
      /expected stride to be a single integer value or a list of (\d) values to match the convolution dimensions, but got stride=\[([\d, ]*)\]/g,
    tell: ([dims, stride]) => ({
      meaning: `The weight has ${Number(dims) + 2} axes, that of a convolution over ${dims}; the stride (${numbersIn(stride).join(', ')}) is for ${numbersIn(stride).length}.`,
      remedies: ['A weight of conv2d is (out, in, height, width).'],
    }),
  },
  {
    pattern: /bilinear\(\): input(\d) size does not match weight size: got (\d+) but expected (\d+)/g,
    tell: ([which, got, wanted]) => ({
      meaning: `nn.Bilinear was made for ${wanted} features in input ${which}; it has ${got}.`,
      remedies: [`in${which}_features=${got}, or ${wanted} features from the layer before.`],
    }),
  },
  {
    pattern:
      /pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input\.size\(-3\)=(\d+) is not divisible by (\d+)/g,
    tell: ([channels, square]) => ({
      meaning: `PixelShuffle makes ${square} pixels of ${square} channels; ${channels} is no multiple of ${square}.`,
      remedies: [`The convolution before gives channels · ${square}.`],
    }),
  },
  {
    pattern:
      /grid_sampler\(\): expected grid and input to have same batch size, but got input with sizes \[([\d, ]*)\] and grid with sizes \[([\d, ]*)\]/g,
    tell: ([input, grid]) => ({
      meaning: `A grid for each item: input ${shapeText(numbersIn(input))}, grid ${shapeText(numbersIn(grid))}.`,
      remedies: ['grid.expand(len(input), -1, -1, -1) for one grid that serves all.'],
    }),
  },
  {
    pattern:
      /Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input\.size\(\d\)=(\d+) and kernel_size=\((\d+), (\d+)\)/g,
    tell: ([values, h, w]) => ({
      meaning: `A column holds channels · ${h} · ${w} numbers; ${values} is no multiple of ${Number(h) * Number(w)}.`,
      remedies: ['The kernel_size that the columns were unfolded with.'],
    }),
  },
  {
    pattern:
      /Given output_size=\((\d+), (\d+)\), .*?expected size of input's dimension 2 to match the calculated number of sliding blocks (\d+) \* (\d+) = (\d+), but got input\.size\(\d\)=(\d+)/g,
    tell: ([h, w, down, across, count, got]) => ({
      meaning: `${down}·${across} = ${count} windows cover ${h}×${w}; the input has ${got} columns.`,
      remedies: ['output_size, stride, padding and dilation as they were when unfolding.'],
    }),
  },
  {
    pattern: /Error\(s\) in loading state_dict for (\w+):(.*)/g,
    tell: ([model, problems]) => {
      const sizes = [
        ...problems.matchAll(
          /size mismatch for ([\w.]+): copying a param with shape torch\.Size\(\[([\d, ]*)\]\) from checkpoint, the shape in current model is torch\.Size\(\[([\d, ]*)\]\)/g,
        ),
      ]
      const missing = /Missing key\(s\) in state_dict: ((?:"[^"]*"(?:, )?)+)/.exec(problems)?.[1]
      const extra = /Unexpected key\(s\) in state_dict: ((?:"[^"]*"(?:, )?)+)/.exec(problems)?.[1]
      const listed = (keys: string): string => {
        const names = keys.split(', ')
        return names.length > 4
          ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
          : names.join(', ')
      }
      return {
        meaning: [
          ...(missing === undefined ? [] : [`The state lacks what ${model} has: ${listed(missing)}.`]),
          ...(extra === undefined ? [] : [`It has what ${model} lacks: ${listed(extra)}.`]),
          ...sizes
            .slice(0, 3)
            .map(
              ([, name, saved, here]) =>
                `The saved ${name} is ${shapeText(numbersIn(saved))}, that of the model here ${shapeText(numbersIn(here))}.`,
            ),
          ...(sizes.length > 3 ? [`So it is with ${sizes.length - 3} more.`] : []),
        ].join(' '),
        remedies: [
          ...(sizes.length > 0
            ? [
                'The model must be made with the numbers it was saved with (classes, channels, vocabulary).',
                'For another last layer: delete its entries from the state dict and load with strict=False.',
              ]
            : []),
          ...(/"module\./.test(extra ?? '')
            ? ['Saved from nn.DataParallel, names begin with "module.": strip it.']
            : []),
          ...(missing !== undefined || extra !== undefined
            ? [
                'Compare list(state)[:3] with list(model.state_dict())[:3]; strict=False loads what fits and tells the rest.',
              ]
            : []),
        ],
      }
    },
  },
]
