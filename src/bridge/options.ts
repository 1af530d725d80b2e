/** Layouts and memory formats: PyTorch's named constants. */
import { Option } from '../ops/argument.js'
import { defineType } from '../python/object/define.js'
import { PyOption } from './values.js'

export const optionType = defineType({
  name: 'layout',
  module: 'torch',
  js: PyOption,
  subclassable: false,
  slots: { repr: ({ option }: PyOption) => `torch.${option.name}` },
})

/** `torch.memory_format`, for the constants of that kind. */
export const memoryFormatType = defineType({
  name: 'memory_format',
  module: 'torch',
  base: optionType,
  subclassable: false,
})

const layout = (name: string): PyOption => new PyOption(new Option('layout', name))

function memoryFormat(name: string): PyOption {
  const option = new PyOption(new Option('memory_format', name))
  option.cls = memoryFormatType
  return option
}

export const layouts = {
  strided: layout('strided'),
  sparse_coo: layout('sparse_coo'),
  sparse_csr: layout('sparse_csr'),
  sparse_csc: layout('sparse_csc'),
  sparse_bsr: layout('sparse_bsr'),
  sparse_bsc: layout('sparse_bsc'),
  jagged: layout('jagged'),
}

const contiguous = memoryFormat('contiguous_format')

export const memoryFormats = {
  contiguous_format: contiguous,
  legacy_contiguous_format: contiguous,
  preserve_format: memoryFormat('preserve_format'),
  channels_last: memoryFormat('channels_last'),
  channels_last_3d: memoryFormat('channels_last_3d'),
}
