/** The kernel in its thread: interrupts, floods, input, restarts. Runs the bundle, as users do. */
import { afterEach, expect, test } from 'vitest'
import type { KernelSettings, RequestHandlers } from '../../src/protocol/client.js'
import { DeadKernel } from '../../src/protocol/client.js'
import type { ExecuteReply, Publication } from '../../src/protocol/messages.js'
import { WorkerClient } from '../../src/worker/client.js'

const entry = new URL('../../dist/worker.js', import.meta.url)
const settings: KernelSettings = {
  language: 'torch',
  seed: '0',
  trail: false,
  argv: [''],
  cwd: process.cwd(),
  path: [''],
  allowRead: [],
  allowWrite: [],
  sessions: false,
}

let client: WorkerClient
const start = () => (client = new WorkerClient(settings, entry))
afterEach(() => client.shutdown())

const execute = async (code: string, handlers: RequestHandlers = {}) =>
  (await client.request(
    'execute',
    { code, allow_stdin: handlers.input !== undefined },
    handlers,
  )) as ExecuteReply & {
    ename?: string
  }

const collect = () => {
  const published: Publication[] = []
  const text = () => published.map((each) => (each.type === 'stream' ? each.content.text : '')).join('')
  return { publish: (each: Publication) => void published.push(each), text }
}

test('an interrupt ends a loop and keeps every variable', async () => {
  start()
  await execute('kept = 41')
  const looping = execute('print("started", flush=True)\nwhile True: pass', {
    publish: () => client.interrupt(),
  })
  expect((await looping).ename).toBe('KeyboardInterrupt')
  const output = collect()
  await execute('print(kept + 1)', output)
  expect(output.text()).toBe('42\n')
})

test('a flood waits for its reader, and an interrupt ends it', async () => {
  start()
  let length = 0
  const flooding = execute("while True: print('x' * 1000)", {
    publish: async (each) => {
      if (each.type !== 'stream') return
      length += each.content.text.length
      if (length > 3_000_000) client.interrupt()
      await new Promise((resolve) => setImmediate(resolve))
    },
  })
  expect((await flooding).ename).toBe('KeyboardInterrupt')
  // What was in flight at the interrupt is still delivered: a megabyte, and a batch.
  expect(length).toBeLessThan(3_000_000 + 2 * (1 << 20))
})

test('input is asked for and answered, and can be interrupted', async () => {
  start()
  const output = collect()
  const asked: string[] = []
  const input = async ({ prompt }: { prompt: string }) => {
    asked.push(prompt)
    return '世界'
  }
  await execute("print('hello', input('who? '))", { ...output, input })
  expect([asked, output.text()]).toEqual([['who? '], 'hello 世界\n'])
  const waiting = execute('input()', {
    input: () => {
      client.interrupt()
      return new Promise(() => {})
    },
  })
  expect((await waiting).ename).toBe('KeyboardInterrupt')
})

test('a restart forgets names, and what ran rejects', async () => {
  start()
  await execute('a = 1')
  const lost = expect(execute('while True: pass')).rejects.toBeInstanceOf(DeadKernel)
  await client.restart({ seed: '7' })
  await lost
  expect((await execute('a')).ename).toBe('NameError')
  expect(await client.request('kernel_info', {})).toMatchObject({ ishape: { seed: '7' } })
})
