/** Runs a small program in dist/core.cjs and stores the code that V8 compiled for it as dist/core.cache. */
import { writeFileSync } from 'node:fs'

const { loadCore } = await import('./dist/cached.js')
const { core, script } = loadCore()
const { program } = await core.program()
await program({ command: 'program', source: { kind: 'code', text: 'import torch, torch.nn as nn\nprint(nn.Conv2d(1, 6, 3)(torch.randn(1, 1, 32, 32)).shape)' }, args: [], path: [], allowRead: [], allowWrite: [], interactive: false })
writeFileSync('dist/core.cache', script.createCachedData())
