/**
 * What programs import beside torch and torch.nn, written in the dialect: data loading, einops, torchvision and their like. library.ts
 * makes it importable, as it does the texts of torch itself.
 */
import amp from './lib/torch/amp.py'
import backendsCuda from './lib/torch/backends/cuda.py'
import backendsCudnn from './lib/torch/backends/cudnn.py'
import benchmark from './lib/torch/benchmark.py'
import checkpoint from './lib/torch/checkpoint.py'
import cuda from './lib/torch/cuda.py'
import cudaAmp from './lib/torch/cuda_amp.py'
import data from './lib/torch/data.py'
import distributed from './lib/torch/distributed.py'
import jit from './lib/torch/jit.py'
import profiler from './lib/torch/profiler.py'
import pytree from './lib/torch/pytree.py'
import session from './lib/torch/session.py'
import small from './lib/torch/small.py'
import type { Library, Part } from './texts.js'

/** A module alone, with the other names under which it is imported. */
const alone = (text: string, name: string, ...aliases: string[]): Library => ({
  names: [name, ...aliases],
  parts: [[name, text]],
})

/** The modules of a file that holds several: `#: name` begins one. */
const sections = (text: string): Part[] =>
  text
    .split(/^#: /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n')
      return [section.slice(0, end), section.slice(end)]
    })

/** Modules that share a namespace under the name of their package. */
const together = (text: string, name: string): Library => ({ names: [name], parts: sections(text) })

/** Modules with a namespace each. */
const apart = (text: string): Library[] => sections(text).map((part) => ({ names: [part[0]], parts: [part] }))

export const companions: readonly Library[] = [
  { names: ['torch._names'], parts: [['torch', session]] },
  { names: ['torch.utils', 'torch.utils.data._utils'], parts: [] },
  together(data, 'torch.utils.data'),
  alone(checkpoint, 'torch.utils.checkpoint'),
  alone(pytree, 'torch.utils._pytree'),
  alone(benchmark, 'torch.utils.benchmark'),
  together(amp, 'torch.amp'),
  alone(cuda, 'torch.cuda', 'torch.cuda.random', 'torch.cuda.memory'),
  together(cudaAmp, 'torch.cuda.amp'),
  alone(backendsCuda, 'torch.backends.cuda'),
  alone(backendsCudnn, 'torch.backends.cudnn'),
  alone(distributed, 'torch.distributed', 'torch.distributed.distributed_c10d'),
  alone(jit, 'torch.jit', 'torch.jit.annotations', 'torch.jit._script'),
  alone(profiler, 'torch.profiler', 'torch.autograd.profiler'),
  ...apart(small),
]
