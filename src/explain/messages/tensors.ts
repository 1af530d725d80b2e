/** Messages about axes and indices: moving, expanding, cutting and joining tensors, picking out of them, and numbers of axes. */
import { numel } from '../../tensor/shape.js'
import { shapeText } from '../dims.js'
import { type Entry, numbersIn } from './entry.js'

const axes = (count: string | number): string => `${count} ${Number(count) === 1 ? 'axis' : 'axes'}`

export const tensors: readonly Entry[] = [
  {
    pattern: /Tensors must have same number of dimensions: got (\d+) and (\d+)/g,
    tell: ([a, b]) => ({
      meaning: `torch.cat joins tensors that have as many axes as each other; one has ${a}, another ${b}.`,
      remedies: [
        'unsqueeze the one that lacks an axis; torch.stack makes a new axis of tensors of one shape.',
      ],
    }),
  },
  {
    pattern: /(self|mat\d?|tensor\d?|batch\d|vec\d?) must be a (3D tensor|matrix|2D tensor|vector)/g,
    tell: ([name, kind]) => {
      const count = { '3D tensor': 3, matrix: 2, '2D tensor': 2, vector: 1 }[kind]!
      return {
        meaning: `${name === 'self' ? 'The first tensor' : name} is to have ${axes(count)}, and has others.`,
        remedies: [
          '@ (torch.matmul) takes any number of axes and multiplies the last two; mm takes two, bmm three.',
        ],
      }
    },
  },
  {
    pattern: /size mismatch, got input \((\d+)\), mat \((\d+)x(\d+)\), vec \((\d+)\)/g,
    tell: ([, rows, columns, length]) => ({
      meaning: `A matrix (${rows}, ${columns}) times a vector of ${length}: each row has ${columns} numbers, the vector must have as many.`,
      remedies: [
        ...(rows === length ? ['The matrix seems to be turned: mat.T @ vec.'] : []),
        `A vector of ${columns}, or a matrix (${rows}, ${length}).`,
      ],
    }),
  },
  {
    pattern:
      /inconsistent tensor size, expected tensor \[(\d+)\] and src \[(\d+)\] to have the same number of elements/g,
    tell: ([a, b]) => ({
      meaning: `A dot product multiplies number with number: one vector has ${a}, the other ${b}.`,
      remedies: ['Two vectors of one length; torch.outer makes a table of all pairs.'],
    }),
  },
  {
    pattern: /both arguments to (?:matmul|linear) need to be at least 1D, but they are (\d)D and (\d)D/g,
    tell: () => ({
      meaning: 'A single number is no factor of a matrix product.',
      remedies: ['* multiplies by a number.'],
    }),
  },
  {
    pattern: /input\.dim\(\) = (\d+) is not equal to len\(dims\) = (\d+)/g,
    tell: ([rank, given]) => ({
      meaning: `permute names every axis once: the tensor has ${axes(rank)}, and ${given} ${given === '1' ? 'was' : 'were'} named.`,
      remedies: [
        Number(rank) < Number(given)
          ? 'An axis is missing, mostly the batch: x.unsqueeze(0) before.'
          : `Name all ${rank}; transpose(a, b) swaps two and leaves the others.`,
      ],
    }),
  },
  {
    pattern: /(?:duplicate dims are not allowed|repeated dim in `(?:source|destination)`)/g,
    tell: () => ({ meaning: 'An axis is named twice.', remedies: ['Each axis once: permute(0, 2, 1).'] }),
  },
  {
    pattern:
      /The expanded size of the tensor \((-?\d+)\) must match the existing size \((\d+)\) at non-singleton dimension (\d+)\. {1,2}Target sizes: \[([-\d, ]*)\]\. {1,2}Tensor sizes: \[([\d, ]*)\]/g,
    tell: ([wanted, has, axis, target, sizes]) => ({
      meaning: `A tensor of shape ${shapeText(numbersIn(sizes))} is to fill ${shapeText(numbersIn(target))}: at axis ${axis} that needs ${wanted} and there are ${has}; only an axis of size 1 can be stretched.`,
      remedies: [
        'unsqueeze puts the axis of size 1 where it belongs; sizes are compared from the right.',
        'repeat copies whole tensors: x.repeat(2, 1). In an assignment both sides must have the same shape.',
      ],
    }),
  },
  {
    pattern:
      /the number of sizes provided \((\d+)\) must be greater or equal to the number of dimensions in the tensor \((\d+)\)/g,
    tell: ([given, rank]) => ({
      meaning: `expand wants a size for each of the ${axes(rank)}; it got ${given}.`,
      remedies: ['−1 keeps a size: x.expand(4, -1).'],
    }),
  },
  {
    pattern: /Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor/g,
    tell: () => ({
      meaning: 'repeat wants a count for every axis.',
      remedies: [
        '1 leaves an axis as it is: x.repeat(2, 1). torch.repeat_interleave repeats single elements.',
      ],
    }),
  },
  {
    pattern: /t\(\) expects a tensor with <= 2 dimensions, but self is (\d)D/g,
    tell: ([rank]) => ({
      meaning: `t() turns a matrix; this tensor has ${axes(rank)}.`,
      remedies: ['x.transpose(-2, -1) (or x.mT) turns the last two axes.'],
    }),
  },
  {
    pattern: /start_dim cannot come after end_dim/g,
    tell: () => ({
      meaning: 'flatten joins the axes from start_dim to end_dim, both counted from 0 or from the end.',
      remedies: ['x.flatten(1) joins all but the batch.'],
    }),
  },
  {
    pattern:
      /unflatten: Provided sizes \[([-\d, ]+)\] don't multiply up to the size of dim (\d+) \((\d+)\) in the input tensor/g,
    tell: ([sizes, axis, size]) => ({
      meaning: `Axis ${axis} has ${size} numbers, and ${numbersIn(sizes)
        .map((each) => (each === -1 ? '…' : each))
        .join('·')} does not make ${size}.`,
      remedies: ['−1 for one of the sizes takes what is left, where the others divide it.'],
    }),
  },
  // --- indices
  {
    pattern: /too many indices for tensor of dimension (\d+)/g,
    tell: ([rank]) => ({
      meaning: `The tensor has ${axes(rank)} and more were indexed.`,
      remedies: [
        'It may have lost an axis before: print x.shape. … (three dots) stands for all axes between.',
      ],
    }),
  },
  {
    pattern: /INDICES element is out of DATA bounds, id=(-?\d+) axis_dim=(\d+)/g,
    tell: ([index, size]) => ({
      meaning: `The axis has ${size} entries, 0 to ${Number(size) - 1}; ${index} was asked for.`,
      remedies: ['Compare index.max() with the size of that axis.'],
    }),
  },
  {
    pattern:
      /Size does not match at dimension (\d+) expected index \[([\d, ]*)\] to be (?:no larger|smaller) than self \[([\d, ]*)\] apart from dimension (\d+)/g,
    tell: ([axis, index, sizes, dim]) => ({
      meaning: `gather (or scatter) along axis ${dim}: on every other axis the index ${shapeText(numbersIn(index))} may not be larger than the tensor ${shapeText(numbersIn(sizes))}, and at axis ${axis} it is.`,
      remedies: ['The index has as many axes as the tensor: index.unsqueeze(1), then squeeze the result.'],
    }),
  },
  {
    pattern:
      /The shape of the mask \[([\d, ]*)\] at index (\d+) does not match the shape of the indexed tensor \[([\d, ]*)\]/g,
    tell: ([mask, axis, sizes]) => ({
      meaning: `A mask picks along the axes that it has: ${shapeText(numbersIn(mask))} does not fit ${shapeText(numbersIn(sizes))} at axis ${axis}.`,
      remedies: [
        'x[:, mask] where the mask is about the second axis; mask.squeeze() where it has an axis of size 1.',
      ],
    }),
  },
  {
    pattern:
      /shape mismatch: indexing tensors could not be broadcast together with shapes (\[[\d, ]*\](?:, \[[\d, ]*\])*)/g,
    tell: ([shapes]) => ({
      meaning: `Lists of indices are read side by side, one for each place, and broadcast: ${shapes} do not.`,
      remedies: [
        'Lists of one length; x[rows][:, columns] for a table of all pairs (or rows[:, None], columns).',
      ],
    }),
  },
  {
    pattern:
      /shape mismatch: value tensor of shape \[([\d, ]*)\] cannot be broadcast to indexing result of shape \[([\d, ]*)\]/g,
    tell: ([value, place]) => ({
      meaning: `What is assigned has shape ${shapeText(numbersIn(value))}, the place for it ${shapeText(numbersIn(place))}.`,
      remedies: ['Both sides alike, or sizes of 1 on the right.'],
    }),
  },
  {
    pattern: /Number of indices \((\d+)\) should be equal to source\.size\(dim\): \((\d+)\), for dim: (\d+)/g,
    tell: ([indices, size, dim]) => ({
      meaning: `Every index takes one slice of the source along axis ${dim}: ${indices} indices, ${size} slices.`,
      remedies: ['As many indices as the source has entries there.'],
    }),
  },
  {
    pattern: /Number of elements of source < number of ones in mask/g,
    tell: () => ({
      meaning: 'masked_scatter takes one number of the source for each True in the mask, and they run out.',
      remedies: ['At least mask.sum() numbers in the source.'],
    }),
  },
  {
    pattern: /selected index k out of range/g,
    tell: () => ({
      meaning: 'topk (or kthvalue) asks for more than the axis has.',
      remedies: ['k = min(k, x.size(-1)); dim=… where another axis was meant.'],
    }),
  },
  // --- cutting and joining
  {
    pattern:
      /split_with_sizes expects split_sizes to sum exactly to (\d+) \(input tensor's size at dimension (-?\d+)\), but got split_sizes=\[([\d, ]*)\]/g,
    tell: ([size, axis, parts]) => ({
      meaning: `The parts ${numbersIn(parts).join(' + ')} = ${numbersIn(parts).reduce((sum, each) => sum + each, 0)} are to make axis ${axis}, which has ${size}.`,
      remedies: ['A single number cuts into parts of that size: x.split(2); chunk(n) into n parts.'],
    }),
  },
  {
    pattern: /chunk expects `chunks` to be greater than 0, got: (-?\d+)/g,
    tell: ([chunks]) => ({
      meaning: `A tensor can't be cut into ${chunks} parts.`,
      remedies: ['At least 1: len(…) // n may have come out as 0.'],
    }),
  },
  {
    pattern: /maximum size for tensor at dimension (\d+) is (\d+) but size is (\d+)/g,
    tell: ([axis, size, window]) => ({
      meaning: `A window of ${window} does not fit into axis ${axis}, which has ${size}.`,
      remedies: ['A smaller window, or padding before.'],
    }),
  },
  {
    pattern: /expected sequence of length (\d+) at dim (\d+) \(got (\d+)\)/g,
    tell: ([length, axis, got]) => ({
      meaning: `A tensor is rectangular: at axis ${axis} one list has ${length} entries and another ${got}.`,
      remedies: [
        'Sequences of different length: torch.nn.utils.rnn.pad_sequence([torch.tensor(each) for each in lists], batch_first=True).',
      ],
    }),
  },
  {
    pattern:
      /einsum\(\): subscript (\w) has size (\d+) for operand (\d+) which does not broadcast with previously seen size (\d+)/g,
    tell: ([letter, size, operand, before]) => ({
      meaning: `A letter means one size throughout: ${letter} is ${before} in an operand before and ${size} in operand ${operand} (counted from 0).`,
      remedies: ['Another letter where the axes are not the same; or a letter stands at the wrong place.'],
    }),
  },
  {
    pattern:
      /einsum\(\): the number of subscripts in the equation \((\d+)\) does not match the number of dimensions \((\d+)\) for operand (\d+)/g,
    tell: ([letters, rank, operand]) => ({
      meaning: `Operand ${operand} (counted from 0) has ${axes(rank)} and ${letters} letter${letters === '1' ? '' : 's'}: one letter for each axis.`,
      remedies: ['"..." stands for all axes that are not named.'],
    }),
  },
  // --- numbers
  {
    pattern: /A must be batches of square matrices, but they are (\d+) by (\d+) matrices/g,
    tell: ([rows, columns]) => ({
      meaning: `Only square matrices have an inverse, a determinant or eigenvalues; these are ${rows} × ${columns}.`,
      remedies: ['torch.linalg.pinv, lstsq and svd take any matrix.'],
    }),
  },
  {
    pattern: /Incompatible shapes of A and B for the equation AX = B \((\d+)x(\d+) and (\d+)x(\d+)\)/g,
    tell: ([n, , rows]) => ({
      meaning: `A X = B needs as many rows in B as A has: ${n}, not ${rows}.`,
      remedies: [`B of shape (${n}, …).`],
    }),
  },
  {
    pattern: /input tensor (?:A )?must have at least 2 dimensions/g,
    tell: () => ({
      meaning: 'The function is about matrices, the last two axes; the tensor has fewer.',
      remedies: ['x.unsqueeze(0), torch.diag(x), or another input.'],
    }),
  },
  {
    pattern: /diagonal dimensions cannot be identical (-?\d+), (-?\d+)/g,
    tell: () => ({ meaning: 'A diagonal runs through two different axes.', remedies: ['dim1=-2, dim2=-1.'] }),
  },
  {
    pattern: /inputs dimension (-?\d+) must have length 3\. Got (\d+) and (\d+)/g,
    tell: ([axis, a, b]) => ({
      meaning: `The cross product is of vectors of 3; axis ${axis} has ${a}${a === b ? '' : ` and ${b}`}.`,
      remedies: ['dim=… names the axis of size 3.'],
    }),
  },
  {
    pattern: /Dimension size must be non-negative|Trying to create tensor with negative dimension (-?\d+)/g,
    tell: () => ({
      meaning: 'A size came out negative.',
      remedies: ['−1 means "what is left" only in view, reshape and expand; else a difference went below 0.'],
    }),
  },
  {
    pattern:
      /boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor \[([\d, ]*)\] and input value tensor \[([\d, ]*)\]/g,
    tell: ([boundaries, values]) => ({
      meaning: `Each row of values is looked for in its own row of boundaries: ${shapeText(numbersIn(boundaries))} and ${shapeText(numbersIn(values))} have other rows.`,
      remedies: ['Boundaries of one axis serve all values.'],
    }),
  },
  {
    pattern: /(?:too many|not enough) values to unpack \(expected (?:at least )?(\d+)(?:, got (\d+))?\)/g,
    tell: ([wanted, got]) => ({
      meaning: `${wanted} names are to be filled from ${got ?? 'more'} values: for B, C, H, W = x.shape the tensor has ${got === undefined ? 'more' : axes(got)} instead of ${wanted}.`,
      remedies: [
        got === undefined
          ? 'B, *rest = x.shape takes any number; x.squeeze(…) drops an axis of size 1. A layer may return one tensor where several are expected.'
          : 'x.unsqueeze(0) where the batch is missing; print x.shape before the line.',
      ],
    }),
  },
  {
    pattern:
      /'tuple' object has no attribute '(\w+)'|argument '\w+' \(position \d+\) must be Tensor, not tuple/g,
    tell: () => ({
      meaning: 'A tuple of tensors stands where one tensor is wanted.',
      remedies: [
        'nn.LSTM, nn.GRU, nn.RNN and nn.MultiheadAttention return (output, …): output, _ = self.lstm(x). In nn.Sequential they need a module that takes the first.',
        'x, y = … of a loader or a function that returns several values.',
      ],
    }),
  },
  {
    pattern:
      /(\w+)\(\): argument '(\w+)' failed to unpack the object at pos (\d+) with error "type must be tuple of ints, ?but got (\w+)"/g,
    tell: ([op, , , type]) => ({
      meaning: `A size is a whole number, and ${op} got a ${type}.`,
      remedies: ['// divides without a remainder: x.view(-1, n // 2); int(…) otherwise.'],
    }),
  },
  {
    pattern: /Class values must be smaller than num_classes/g,
    tell: () => ({
      meaning: 'one_hot got a class number that is not below num_classes.',
      remedies: ['num_classes is at least labels.max() + 1; classes count from 0.'],
    }),
  },
  {
    pattern: /inconsistent target size: \[([\d, ]*)\] for input of size: \[([\d, ]*)\]/g,
    tell: ([target, input]) => ({
      meaning: `The target ${shapeText(numbersIn(target))} is to have the shape of the input ${shapeText(numbersIn(input))} (${numel(numbersIn(input))} numbers).`,
      remedies: ['Multi-label losses take one row of class numbers per item, filled up with −1.'],
    }),
  },
]
