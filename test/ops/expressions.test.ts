/**
 * Expressions and PyTorch's answers to them, recorded by test/record/expressions.py: values, dtypes, shapes, the graph's nodes and
 * error messages. Numbers agree within rounding, everything else to the letter.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { call } from '../../src/python/object/protocol.js'
import { startProgram } from '../program.js'

const here = fileURLToPath(new URL('expressions', import.meta.url))

interface Case {
  readonly code: string
  readonly want: string
}

function casesOf(file: string): Case[] {
  const blocks = readFileSync(join(here, file), 'utf8').split(/^>>> /m).slice(1)
  return blocks.map((block) => {
    const end = block.indexOf('\n')
    return { code: block.slice(0, end), want: block.slice(end + 1).replace(/\n(# .*)?$/s, '') }
  })
}

function answerer(): (code: string) => string {
  const { interpreter, namespace } = startProgram()
  interpreter.runCell(readFileSync(join(here, 'preamble.py'), 'utf8'), '<preamble>', namespace)
  const answer = namespace.getStr('answer')!
  return (code) => interpreter.enter(() => call(answer, [code]) as string)
}

const NUMBER = /-?\d+\.\d*(?:e[-+]?\d+)?|-?\d+e[-+]\d+/g

/** The answer with its numbers set to those of `want` that they are close to, so that the rest is compared as text. */
function settled(got: string, want: string): string {
  const wanted = want.match(NUMBER) ?? []
  let at = 0
  const text = got.replace(NUMBER, (number) => {
    const other = wanted[at++] ?? ''
    return Math.abs(Number(number) - Number(other)) <= 1e-5 + 1e-4 * Math.abs(Number(other)) ? other : number
  })
  return text.replace(/\s+/g, ' ')
}

describe('expressions', () => {
  const answer = answerer()
  test.each(readdirSync(here).filter((name) => name.endsWith('.txt')))('%s', { timeout: 120_000 }, (file) => {
    const differing = casesOf(file).flatMap(({ code, want }) => {
      const got = settled(answer(code), want)
      return got === want.replace(/\s+/g, ' ') ? [] : [{ code, want, got }]
    })
    expect(differing).toEqual([])
  })
})
