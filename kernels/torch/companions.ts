/**
 * What programs import beside torch and torch.nn, written in the dialect: data loading, einops, torchvision and their like. library.ts
 * makes it importable, as it does the texts of torch itself.
 */
import data from './lib/torch/data.py'
import type { Library } from './texts.js'

/** The modules named here share one namespace: an alias is one more name, a part is a module whose name its definitions carry. */
export const companions: readonly Library[] = [
  { names: ['torch.utils', 'torch.utils.data._utils'], parts: [] },
  {
    names: [
      'torch.utils.data',
      'torch.utils.data.dataset',
      'torch.utils.data.dataloader',
      'torch.utils.data.sampler',
      'torch.utils.data.distributed',
      'torch.utils.data._utils.collate',
    ],
    parts: [['torch.utils.data', data]],
  },
]
