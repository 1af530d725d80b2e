/** A torch kernel called directly, for tests: a cell in, everything it showed out. */
import { type ProofJob, prove } from '../../kernels/torch/fixes/proof.js'
import { fixesBundle } from '../../kernels/torch/fixes/report.js'
import { startLanguage } from '../../kernels/torch/index.js'
import { FileError, type World } from '../../src/base/world.js'
import type { Background } from '../../src/kernel/background.js'
import { DirectClient } from '../../src/kernel/direct.js'
import type { KernelSettings } from '../../src/protocol/client.js'
import type { ExecuteReply, Publication } from '../../src/protocol/messages.js'

/** Files in memory, the current folder `/home`. */
export const memoryWorld = (files: Record<string, string> = {}): World => {
  const missing = (path: string): never => {
    throw new FileError('ENOENT', path)
  }
  /** How often each file was written. */
  const changes = new Map<string, number>()
  return {
    files: {
      read: (path) => new TextEncoder().encode(files[path.replace(/^\/home\//, '')] ?? missing(path)),
      write: (path, data, append) => {
        changes.set(path, (changes.get(path) ?? 0) + 1)
        files[path] = (append ? (files[path] ?? '') : '') + new TextDecoder().decode(data)
      },
      stat: (path) => {
        const at = path.replace(/^\/home\//, '')
        if (!(at in files)) return null
        return { kind: 'file', size: files[at].length, modified: changes.get(at) ?? 0 }
      },
      list: () => Object.keys(files),
      makeDirectory: missing,
      remove: missing,
      removeDirectory: missing,
      rename: missing,
      cwd: () => '/home',
      changeDirectory: missing,
      resolve: (path) => (path.startsWith('/') ? path : `/home/${path}`),
    },
    clock: { now: () => 0, monotonic: () => 0, processor: () => ({ user: 0, system: 0 }), sleep: () => {} },
    interrupted: () => false,
    env: {},
    isatty: () => false,
    columns: () => 80,
    platform: { system: 'Linux', machine: 'x86_64', node: 'test', release: '1' },
  }
}

const settings: KernelSettings = {
  language: 'torch',
  seed: '0',
  trail: false,
  argv: [''],
  cwd: '/home',
  path: [''],
  allowRead: [],
  allowWrite: [],
  sessions: true,
}

/** Proves fixes in this thread, in a later turn of its loop. */
const backgroundHere = (world: World): Background => {
  let timer: NodeJS.Timeout | undefined
  return {
    start(job, done) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const proof = prove(job as ProofJob, world)
        done({ proof, bundle: fixesBundle(proof) })
      })
    },
    stop: () => clearTimeout(timer),
  }
}

export const startKernel = (
  files: Record<string, string> = {},
  input: string[] = [],
  more: Partial<KernelSettings> = {},
) => {
  const client = new DirectClient({
    start: startLanguage,
    settings: { ...settings, ...more },
    ...(more.fixes !== undefined && { background: backgroundHere(memoryWorld(files)) }),
    world: () => memoryWorld(files),
    input: () => input.shift() ?? null,
  })
  const run = async (
    code: string,
  ): Promise<{ reply: ExecuteReply; published: Publication[]; text: string }> => {
    const published: Publication[] = []
    const reply = (await client.request(
      'execute',
      { code, allow_stdin: true },
      { publish: (each) => void published.push(each) },
    )) as ExecuteReply
    return { reply, published, text: published.map(asText).join('') }
  }
  return { client, run }
}

/** As a terminal would print it. */
const asText = (publication: Publication): string => {
  switch (publication.type) {
    case 'stream':
      return publication.content.text
    case 'execute_result':
      return `Out[${publication.content.execution_count}]: ${publication.content.data['text/plain']}\n`
    case 'display_data':
      return `${publication.content.data['text/plain']}\n`
    case 'error':
      return publication.content.traceback.join('\n') + '\n'
    default:
      return ''
  }
}
