/**
 * The plain face (`--plain`, TERM=dumb, screen readers): node:repl over the same kernel, lines of text and nothing else.
 */

import { createInterface } from 'node:readline/promises'
import { Recoverable, start } from 'node:repl'
import { DeadKernel } from '../protocol/client.js'
import type { Publication } from '../protocol/messages.js'
import { checkCell } from './complete.js'
import { drawBundle, drawDisplay, drawError, drawResult } from './outputs.js'
import type { ReplOptions } from './start.js'
import { styler } from './style.js'

const LEAVE = /^\s*(exit|quit)\s*(\(\s*\))?\s*$/
const style = styler(false)

/** A publication as plain text. */
const told = (publication: Publication): string => {
  switch (publication.type) {
    case 'stream':
      return publication.content.text
    case 'execute_result':
      return drawResult(publication.content.execution_count, publication.content.data, style)
    case 'display_data':
    case 'update_display_data':
      return drawDisplay(publication.content.data, publication.content.metadata, style)
    case 'error':
      return drawError(publication.content, style)
    default:
      return ''
  }
}

/** Opens the plain terminal; resolves to the exit code when the user leaves. */
export const startPlain = async (options: ReplOptions): Promise<number> => {
  const { stdin: input, stdout: output } = process
  /** The lines of a pipe; a person at a terminal is served by node:repl. */
  const piped = input.isTTY ? null : createInterface({ input, terminal: false })[Symbol.asyncIterator]()
  /** Takes the next line at a terminal: a program or a magic has asked for it. */
  let answer: ((line: string) => void) | null = null
  const ask = async (question: string): Promise<string> => {
    if (piped !== null) {
      output.write(question)
      const { value, done } = await piped.next()
      return done ? '' : value
    }
    output.write(question)
    return new Promise((resolve) => {
      answer = resolve
    })
  }
  const { session, client } = await options.connect({
    confirm: async (question) => /^y/i.test(await ask(`${question} (y/[n]) `)),
    warn: (sentence) => void output.write(sentence + '\n'),
    // What appears between prompt and line by itself would confuse whoever reads line by line; %fix lists fixes.
    showsLate: false,
  })
  const publish = (publication: Publication): void => void output.write(told(publication))
  if (options.opening !== undefined)
    await client.request('execute', { code: options.opening, store_history: false }, { publish })
  let code = 0
  let running = false
  let prompt = (_count: number): void => {}
  let leave = (): void => {}

  const run = async (source: string): Promise<void> => {
    running = true
    try {
      const reply = await session.execute(source, {
        publish,
        input: ({ prompt }) => ask(prompt),
      })
      prompt(session.store.state.count + 1)
      if (!('payload' in reply)) return
      for (const payload of reply.payload) {
        if (payload.source === 'page') output.write(drawBundle(payload.data).trimEnd() + '\n')
        else if (payload.source === 'set_next_input') output.write(payload.text.trimEnd() + '\n')
        else if (payload.source === 'ask_exit') {
          code = payload.code ?? 0
          leave()
        }
      }
    } catch (error) {
      if (!(error instanceof DeadKernel)) throw error
      output.write(`The kernel died (${error.message}). A new one starts; its variables are lost.\n`)
      await session.renew()
      prompt(session.store.state.count + 1)
    } finally {
      running = false
    }
  }

  if (piped !== null) {
    let left = false
    leave = () => {
      left = true
    }
    for (let held = ''; !left; ) {
      if (held === '') output.write(`In [${session.store.state.count + 1}]: `)
      const { value, done } = await piped.next()
      if (!done) held += held === '' ? value : `\n${value}`
      const cell = held.trimEnd()
      if (!done && cell !== '' && checkCell(held).status === 'incomplete') continue
      held = ''
      if (LEAVE.test(cell)) break
      if (cell !== '') await run(cell)
      if (done) break
    }
    output.write('\n')
    session.close()
    await client.shutdown()
    return code
  }

  const repl = start({
    prompt: 'In [1]: ',
    input,
    output,
    terminal: false,
    useColors: false,
    ignoreUndefined: true,
    eval: (source, _context, _file, done) => {
      const cell = source.replace(/\n$/, '')
      if (answer) {
        // The lines before it are those of the cell that runs; its own end is still to come.
        const answered = answer
        answer = null
        return answered(cell.slice(cell.lastIndexOf('\n') + 1))
      }
      const { status } = checkCell(cell)
      if (status === 'incomplete') return done(new Recoverable(new SyntaxError('incomplete')), undefined)
      if (LEAVE.test(cell)) return repl.close()
      if (cell.trim() === '') return done(null, undefined)
      run(cell.trimEnd()).then(
        () => done(null, undefined),
        (error: Error) => done(error, undefined),
      )
    },
  })
  prompt = (count) => repl.setPrompt(`In [${count}]: `)
  leave = () => repl.close()
  process.on('SIGINT', () => {
    if (running) client.interrupt()
    else repl.clearBufferedCommand()
  })
  await new Promise((resolve) => repl.once('exit', resolve))
  ;(answer as ((line: string) => void) | null)?.('')
  session.close()
  await client.shutdown()
  return code
}
