/** The terminal: until its prompt is painted, beside a bare Node; and the memory of the whole when it idles. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'

const home = mkdtempSync(join(tmpdir(), 'ishape-bench-'))

/** Starts the terminal; resolves when `wanted` stands on it. */
function started(cli, wanted) {
  const from = performance.now()
  const terminal = spawn(process.execPath, [cli], {
    cols: 100,
    rows: 30,
    env: {
      ...process.env,
      HOME: home,
      XDG_STATE_HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      TERM: 'xterm-256color',
    },
  })
  let seen = ''
  return new Promise((resolve) =>
    terminal.onData((data) => {
      seen += data
      if (seen.includes(wanted)) resolve({ terminal, milliseconds: performance.now() - from })
    }),
  )
}

/** Milliseconds to the prompt and of a bare Node, in turns; and the megabytes of a terminal that has been idle for two seconds. */
export async function measureTerminal(cli, runs) {
  const [prompts, bare] = [[], []]
  for (let run = 0; run < runs; run++) {
    const { terminal, milliseconds } = await started(cli, 'In [')
    terminal.kill('SIGKILL')
    prompts.push(milliseconds)
    const from = performance.now()
    spawnSync(process.execPath, ['-e', '0'])
    bare.push(performance.now() - from)
  }
  const { terminal } = await started(cli, 'In [')
  await sleep(2000)
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${terminal.pid}/status`, 'utf8')) ?? []
  terminal.kill('SIGKILL')
  return { prompts, bare, megabytes: Number(kilobytes) / 1024 }
}
