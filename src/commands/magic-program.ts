/** `ishape FILE.ipy`: a program with magics, `!` and `?`, run as one cell of a kernel on the main thread. */
import { startLanguage } from '../../kernels/torch/index.js'
import type { World } from '../base/world.js'
import { Kernel } from '../kernel/kernel.js'
import type { KernelSettings } from '../protocol/client.js'
import { isTrail, type Publication } from '../protocol/messages.js'
import type { Options } from './arguments.js'
import { shownText } from './display.js'
import type { ProgramText } from './program-file.js'

export interface Face {
  world: World
  write(stream: 'stdout' | 'stderr', text: string): void
  readInput(prompt: string): string | null
}

const INTERRUPTED = 130

/** Runs the program and gives its exit code; what it shows goes to stdout, errors and the trail to stderr. */
export const runMagicProgram = async (
  { source, filename }: ProgramText,
  { world, write, readInput }: Face,
  line: Options & Pick<KernelSettings, 'cwd' | 'argv'>,
): Promise<number> => {
  const settings: KernelSettings = {
    language: 'torch',
    trail: line.trail,
    argv: line.argv,
    cwd: line.cwd,
    path: line.path,
    allowRead: line.allowRead,
    allowWrite: line.allowWrite,
    sessions: false,
    program: filename,
    ...(line.seed !== undefined && { seed: line.seed }),
  }
  const kernel = new Kernel(startLanguage, settings, { world, ask: ({ prompt }) => readInput(prompt) })
  const show = (publication: Publication): void => {
    if (publication.type === 'stream') write(publication.content.name, publication.content.text)
    else if (publication.type === 'display_data') {
      const { data, metadata } = publication.content
      write(isTrail(metadata) ? 'stderr' : 'stdout', `${shownText(data) ?? ''}\n`)
    } else if (publication.type === 'error' && publication.content.ename !== 'SystemExit')
      write('stderr', publication.content.traceback.join('\n') + '\n')
  }
  const code = typeof source === 'string' ? source : new TextDecoder().decode(source)
  const request = { code, allow_stdin: true, store_history: false }
  const reply = await kernel.handle('execute', request, show)
  let left = 0
  for (const payload of 'payload' in reply ? reply.payload : []) {
    if (payload.source === 'page') write('stdout', `${payload.data['text/plain'] ?? ''}\n`)
    if (payload.source === 'ask_exit') left = payload.code ?? 0
  }
  if (reply.status !== 'error') return left
  if (reply.ename === 'KeyboardInterrupt') return INTERRUPTED
  if (reply.ename !== 'SystemExit') return 1
  const status = reply.evalue
  if (status === '' || status === 'None') return 0
  if (/^-?\d+$/.test(status)) return Number(BigInt.asUintN(8, BigInt(status)))
  write('stderr', `${status}\n`)
  return 1
}
