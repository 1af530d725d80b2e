/** Messages about dtypes and devices, numbers taken out of tensors, and gradients. */
import type { Entry, Telling } from './entry.js'

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

function twoDtypes(first: string, second: string): Telling {
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

export const values: readonly Entry[] = [
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
