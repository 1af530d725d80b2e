/**
 * How a tensor is printed, character for character as PyTorch does.
 *
 * Large tensors show the first and last items of each dim; only what is shown is looked at, for the notation too.
 */
import type { DType } from './dtype.js'
import { bool, complex64, complex128, float64, int64 } from './dtype.js'
import { complexText, floatFormat, plainFormat } from './print-numbers.js'
import { numel, type Shape } from './shape.js'
import { type Device, state } from './state.js'
import type { NdArray } from './tensor.js'

export interface PrintOptions {
  /** Digits after the point. */
  precision: number
  /** More elements than this are summarised. */
  threshold: number
  /** Items shown at each end of a summarised dim. */
  edgeitems: number
  linewidth: number
  /** Always or never scientific; null: as the numbers need it. */
  sciMode: boolean | null
}

const profiles: Readonly<Record<string, PrintOptions>> = {
  default: { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80, sciMode: null },
  short: { precision: 2, threshold: 1000, edgeitems: 2, linewidth: 80, sciMode: null },
  full: { precision: 4, threshold: Infinity, edgeitems: 3, linewidth: 80, sciMode: null },
}

const options: PrintOptions = { ...profiles.default }

/** The options in force. */
export const printOptions: Readonly<PrintOptions> = options

/**
 * `torch.set_printoptions`: what is null or missing stays, but for sciMode, which is always set. A profile that does
 * not exist changes nothing.
 */
export function setPrintOptions(
  change: { [K in keyof PrintOptions]?: PrintOptions[K] | null },
  profile?: string | null,
): void {
  if (profile != null && Object.hasOwn(profiles, profile)) Object.assign(options, profiles[profile])
  options.precision = change.precision ?? options.precision
  options.threshold = change.threshold ?? options.threshold
  options.edgeitems = change.edgeitems ?? options.edgeitems
  options.linewidth = change.linewidth ?? options.linewidth
  options.sciMode = change.sciMode ?? null
}

export const resetPrintOptions = (): void => setPrintOptions({}, 'default')

/** What printing asks of a tensor. */
export interface Printable {
  readonly shape: Shape
  readonly dtype: DType
  readonly device: Device
  readonly requiresGrad: boolean
  readonly gradFn: { readonly name: string } | null
  /** The data, computed if need be; not asked of meta and empty tensors. */
  read(): NdArray
}

/** `repr` of a tensor; `name` is its class's unless that is Tensor or Parameter. */
export function formatTensor(tensor: Printable, name = 'tensor'): string {
  const { shape, dtype, device } = tensor
  const prefix = `${name}(`
  const suffixes: string[] = []
  let content: string
  if (device !== 'cpu') {
    content = '...'
    suffixes.push(`device='${device}'`, sizeOf(shape))
    if (dtype !== state.defaultDtype) suffixes.push(`dtype=torch.${dtype.name}`)
  } else if (numel(shape) === 0) {
    content = '[]'
    if (shape.length !== 1) suffixes.push(sizeOf(shape))
    if (dtype !== state.defaultDtype) suffixes.push(`dtype=torch.${dtype.name}`)
  } else {
    content = formatElements(tensor.read(), prefix.length)
    if (options.edgeitems === 0) suffixes.push(sizeOf(shape))
    if (!goesWithoutSaying(dtype)) suffixes.push(`dtype=torch.${dtype.name}`)
  }
  if (tensor.gradFn !== null) suffixes.push(`grad_fn=<${tensor.gradFn.name}>`)
  else if (tensor.requiresGrad) suffixes.push('requires_grad=True')
  return withSuffixes(prefix + content, suffixes, prefix.length)
}

/** The size as a Python tuple. */
const sizeOf = (shape: Shape): string => `size=(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`

/** Types that the numbers themselves show. */
function goesWithoutSaying(dtype: DType): boolean {
  const complex = state.defaultDtype === float64 ? complex128 : complex64
  return dtype === state.defaultDtype || dtype === complex || dtype === int64 || dtype === bool
}

/** Each suffix goes on the line if it still fits, else on one of its own. PyTorch counts the first line two longer. */
function withSuffixes(text: string, suffixes: readonly string[], indent: number): string {
  let line = text.length - text.lastIndexOf('\n') + 1
  for (const suffix of suffixes) {
    if (line + suffix.length + 2 > options.linewidth) {
      text += `,\n${' '.repeat(indent)}${suffix}`
      line = indent + suffix.length
    } else {
      text += `, ${suffix}`
      line += suffix.length + 2
    }
  }
  return `${text})`
}

/** The nested brackets of a tensor with elements, continued lines indented by `indent`. */
export function formatElements({ data, offset, shape, strides, dtype }: NdArray, indent: number): string {
  const { edgeitems, linewidth, threshold } = options
  const rank = shape.length
  const summarized = numel(shape) > threshold
  const cut = (size: number): boolean => summarized && size > 2 * edgeitems

  /** Where the shown elements are, in order. */
  function* shown(dim: number, position: number): Generator<number> {
    if (dim === rank) {
      yield position
      return
    }
    const size = shape[dim]
    for (let i = 0; i < size; i++) {
      if (cut(size) && i === edgeitems) i = size - edgeitems
      if (i < size) yield* shown(dim + 1, position + i * strides[dim])
    }
  }

  function* values(shift: number): Generator<number> {
    for (const position of shown(0, offset)) yield Number(data[position * dtype.width + shift])
  }

  const [width, write] = formatOf()

  function formatOf(): [width: number, write: (position: number) => string] {
    if (dtype.kind === 'float') {
      const { width, format } = floatFormat(values(0), options)
      return [width, (position) => format(Number(data[position]))]
    }
    if (dtype.kind === 'complex') {
      const [real, imaginary] = [floatFormat(values(0), options), floatFormat(values(1), options)]
      return [
        real.width + imaginary.width + 1,
        (position) =>
          complexText(Number(data[2 * position]), Number(data[2 * position + 1]), real, imaginary),
      ]
    }
    const text = (position: number): string =>
      dtype.kind === 'bool' ? (data[position] ? 'True' : 'False') : String(data[position])
    const texts = function* () {
      for (const position of shown(0, offset)) yield text(position)
    }
    const { width, format } = plainFormat(texts())
    return [width, (position) => format(text(position))]
  }

  function row(position: number, indent: number): string {
    const size = shape[rank - 1]
    const stride = strides[rank - 1]
    const cells: string[] = []
    for (let i = 0; i < size; i++) {
      if (cut(size) && i === edgeitems) {
        cells.push(edgeitems ? ' ...' : '...')
        i = size - edgeitems
      }
      if (i < size) cells.push(write(position + i * stride))
    }
    const perLine = Math.max(1, Math.floor((linewidth - indent) / (width + 2)))
    const lines: string[] = []
    for (let i = 0; i < cells.length; i += perLine) lines.push(cells.slice(i, i + perLine).join(', '))
    return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`
  }

  function block(dim: number, position: number, indent: number): string {
    if (dim === rank) return write(position)
    if (dim === rank - 1) return row(position, indent)
    const size = shape[dim]
    const slices: string[] = []
    for (let i = 0; i < size; i++) {
      if (cut(size) && i === edgeitems) {
        slices.push('...')
        i = size - edgeitems
      }
      if (i < size) slices.push(block(dim + 1, position + i * strides[dim], indent + 1))
    }
    return `[${slices.join(`,${'\n'.repeat(rank - dim - 1)}${' '.repeat(indent + 1)}`)}]`
  }

  return block(0, offset, indent)
}
