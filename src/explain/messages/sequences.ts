/** Messages of recurrent layers, attention, embeddings and losses over sequences. */
import { shapeText } from '../dims.js'
import { type Entry, numbersIn } from './entry.js'

export const sequences: readonly Entry[] = [
  {
    pattern: /(\w+): Expected input to be 2D or 3D, got (\d)D/g,
    tell: ([layer, rank]) => ({
      meaning: `${layer} takes (steps, batch, features), or (batch, steps, features) with batch_first=True, or (steps, features) of one item; the input has ${rank} axes.`,
      remedies: [
        Number(rank) > 3
          ? 'Join axes before: x.flatten(2) makes features of what follows the steps.'
          : 'x.unsqueeze(-1) for one feature per step.',
      ],
    }),
  },
  {
    pattern:
      /For (batched 3-D|unbatched 2-D) input, (hx(?: and cx)?) should also be (\d)-D but got \(?(\d)-D/g,
    tell: ([kind, state, wanted, got]) => ({
      meaning: `The input is ${kind.startsWith('batched') ? 'a batch' : 'one item without a batch'}, so its first state (${state}) has ${wanted} axes: (layers · directions${wanted === '3' ? ', batch' : ''}, hidden size); it has ${got}.`,
      remedies: [
        wanted === '3'
          ? 'h.unsqueeze(1) adds the batch; or leave the state out: it is zeros.'
          : 'x.unsqueeze(1) makes a batch of the input; or drop the batch of the state.',
      ],
    }),
  },
  {
    pattern: /input has inconsistent input_size: got (\d+),? expected (\d+)/g,
    tell: ([got, wanted]) => ({
      meaning: `The cell was made for ${wanted} features; the input has ${got}.`,
      remedies: [`input_size=${got}, or ${wanted} features from the layer before.`],
    }),
  },
  {
    pattern: /hidden(\d) has inconsistent hidden_size: got (\d+), expected (\d+)/g,
    tell: ([, got, wanted]) => ({
      meaning: `The state has ${got} numbers per item; the cell was made for ${wanted}.`,
      remedies: [`torch.zeros(batch, ${wanted}) as the first state, or none.`],
    }),
  },
  {
    pattern: /Input batch size (\d+) doesn't match hidden(\d) batch size (\d+)/g,
    tell: ([batch, , state]) => ({
      meaning: `The input has ${batch} items, its state is for ${state}.`,
      remedies: [
        'Make the first state from the input: torch.zeros(x.size(0), hidden). The last batch of an epoch is often smaller.',
      ],
    }),
  },
  {
    pattern: /Expected `len\(lengths\)` to be equal to batch_size, but got (\d+) \(batch_size=(\d+)\)/g,
    tell: ([lengths, batch]) => ({
      meaning: `There are ${lengths} lengths for a batch of ${batch}.`,
      remedies: ['batch_first=True, where the batch is the first axis.'],
    }),
  },
  {
    pattern:
      /The shape of the 2D attn_mask is torch\.Size\(\[(\d+), (\d+)\]\), but should be \((\d+), (\d+)\)/g,
    tell: ([a, b, target, source]) => ({
      meaning: `A mask says for each of the ${target} queries which of the ${source} keys it may see: (${target}, ${source}), not (${a}, ${b}).`,
      remedies: [
        `nn.Transformer.generate_square_subsequent_mask(${target}), made from the length of this batch.`,
      ],
    }),
  },
  {
    pattern: /Expected key_padded_mask\.shape\[(\d)\] to be (\d+), but got (\d+)/g,
    tell: ([axis, wanted, got]) => ({
      meaning: `key_padding_mask is (batch, keys): its axis ${axis} must be ${wanted}, and is ${got}.`,
      remedies: ['True marks padding; the batch comes first also without batch_first.'],
    }),
  },
  {
    pattern:
      /Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch\.(?:cuda\.)?(\w+)Tensor instead/g,
    tell: ([type]) => ({
      meaning: `nn.Embedding looks numbers up, and these are whole numbers; it got a ${type}Tensor.`,
      remedies: ['x.long() for token numbers; features that are numbers already go into nn.Linear.'],
    }),
  },
  {
    pattern:
      /Expected tensor to have size (\d+) at dimension (\d+), but got size (\d+) for argument #(\d) '(\w+)'/g,
    tell: ([wanted, axis, got, , name]) => ({
      meaning: `${name} must have ${wanted} at axis ${axis}, and has ${got}.`,
      remedies: [
        'CTC loss: log_probs (steps, batch, classes), targets (batch, longest), a length for each item.',
      ],
    }),
  },
  {
    pattern: /expected target dtype to be Long or Byte, but got (\w+)/g,
    tell: ([type]) => ({
      meaning: `The loss wants class numbers, whole ones, one per row; the target is ${type}.`,
      remedies: [
        'target.long() for class numbers; probabilities have the shape of the scores, (N, classes).',
        'A number to be predicted, not a class: nn.MSELoss.',
      ],
    }),
  },
  {
    pattern: /size mismatch \(got input: \[([\d, ]*)\] ?, target: \[([\d, ]*)\]/g,
    tell: ([input, target]) => {
      const sizes = numbersIn(input)
      return {
        meaning: `Scores ${shapeText(sizes)} want one class number per item, ${shapeText([sizes[0], ...sizes.slice(2)])}: all axes but that of the classes, which is axis 1; the target is ${shapeText(numbersIn(target))}.`,
        remedies: [
          'F.interpolate(scores, size=target.shape[-2:]) before the loss, or a target of the same height and width.',
        ],
      }
    },
  },
]
