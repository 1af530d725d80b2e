/** Messages about operands that do not fit each other: products, convolutions and pooling, broadcasting, joining, views. */
import { gcd } from '../../base/divisor.js'
import { numel } from '../../tensor/shape.js'
import { shapeText } from '../dims.js'
import { type Entry, numbersIn, type Telling } from './entry.js'

const times = (sizes: readonly number[]): string => sizes.join('·')
const factorsText = (sizes: readonly number[]): string =>
  sizes.length === 1 ? String(sizes[0]) : `${times(sizes)} = ${numel(sizes)}`

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
function product2d(rows: number, had: number, wanted: number, out: number): Telling {
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
    meaning: `A product of (${rows}, ${had}) and (${wanted}, ${out}): ${rows === 1 ? 'its row has' : `each of the ${rows} rows has`} ${had} numbers, and the layer (or the second factor) takes ${wanted}.`,
    remedies,
  }
}

/** The axes of a channels-last input in the order that a convolution takes; without a batch it has one axis less than the weight. */
const channelsFirst = (rank: number, weight: number): string => {
  const last = rank - 1
  const batched = rank === weight
  const spatial = Array.from({ length: last - (batched ? 1 : 0) }, (_, i) => i + (batched ? 1 : 0))
  return [...(batched ? [0] : []), last, ...spatial].join(', ')
}

export const shapes: readonly Entry[] = [
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
          `The channels seem to stand last: x.permute(${channelsFirst(sizes.length, numbersIn(weight).length)}) brings them where they belong.`,
        )
      if (sizes.length === 4 && sizes[0] === Number(wanted))
        remedies.push(`The first axis has ${wanted}: batch and channels may be swapped, x.transpose(0, 1).`)
      const [cin, cout] = turned === undefined ? [got, first] : [got, second]
      remedies.push(
        `If the input is right, the layer is to be made with in_channels=${cin} (out_channels=${cout} stays).`,
        `If the layer is right, the layer before must give ${wanted} channels.`,
      )
      return {
        meaning: `The input ${shapeText(sizes)} has ${got} channel${got === '1' ? '' : 's'} (axis ${sizes.length < numbersIn(weight).length ? '0' : '1'}), and the layer was made for ${wanted}; its weight is ${shapeText(numbersIn(weight))}.`,
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
        meaning: `${op} takes (channels, …) or (batch, channels, …), ${low} or ${high} axes; the input ${shapeText(sizes)} has ${sizes.length}.`,
        remedies:
          missing > 0
            ? [
                `${missing === 1 ? 'An axis is' : `${missing} axes are`} missing: x.unsqueeze(0) adds one in front (the channels of a grey picture, or the batch).`,
                'If the tensor was flattened before, it was flattened too early: x.view(batch, channels, …) gives it back.',
              ]
            : [
                `${Number(high) + 1 === sizes.length ? 'There is 1 axis' : `There are ${sizes.length - Number(high)} axes`} too many: x.flatten(0, 1) joins the first two, x.squeeze() drops axes of size 1.`,
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
        ...(Math.abs(Number(a) - Number(b)) === 1 && Number(axis) > 1
          ? [
              `They differ by one: a stride met an odd size somewhere. Pad or crop, or give the layer that widens the size of the other (output_padding, F.interpolate(x, size=other.shape[2:])).`,
            ]
          : []),
        ...(Math.max(Number(a), Number(b)) === 2 * Math.min(Number(a), Number(b)) && Number(axis) > 0
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
        ...(Math.abs(Number(wanted) - Number(got)) === 1 && Number(wanted) > 4
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
      meaning: `torch.stack puts equal tensors side by side; entry 0 is ${shapeText(numbersIn(first))}, entry ${index} is ${shapeText(numbersIn(other))}. A DataLoader stacks the items of a batch.`,
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
      if (sizes.length === 2 && open === 0 && known[0] > 0) {
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
            : `view (or reshape) to (${sizes.join(', ')}) needs ${factorsText(sizes)} numbers; there are ${count}.`,
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
]
