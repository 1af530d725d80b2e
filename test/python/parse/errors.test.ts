import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PySyntaxError } from '../../../src/python/parse/errors.js'
import { parseModule } from '../../../src/python/parse/parser.js'

/** A wrong program and what CPython says of it; test/record/syntax_errors.py records them. */
interface Recorded {
  source: string
  type: string
  msg: string
  lineno: number
  offset: number
  end_lineno: number
  end_offset: number | null
  text: string | null
}

const url = new URL('./errors.jsonl', import.meta.url)
const cases: Recorded[] = readFileSync(url, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** What our parser says, in CPython's fields; an end that CPython does not know is 0 here. */
function errorOf(source: string): Recorded | null {
  try {
    parseModule(source, 'wrong.py')
    return null
  } catch (error) {
    if (!(error instanceof PySyntaxError)) throw error
    const { kind, message, line, col, endLine, endCol, text } = error
    return {
      source,
      type: kind,
      msg: message,
      lineno: line,
      offset: col,
      end_lineno: endLine,
      end_offset: endCol,
      text,
    }
  }
}

test.each(cases)('$source', (recorded) => {
  expect(errorOf(recorded.source)).toEqual({ ...recorded, end_offset: recorded.end_offset ?? 0 })
})
