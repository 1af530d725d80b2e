/** Notebooks: what is read is written back, what is damaged is named in a sentence. */
import { describe, expect, test } from 'vitest'
import { codeCell, proseCell, type SessionDocument } from '../../src/session/cell.js'
import { formatNotebook, parseNotebook, validationError } from '../../src/session/notebook.js'

const document: SessionDocument = {
  metadata: { ishape: { seed: '18446744073709551615' }, title: 'LeNet' },
  cells: [
    { ...proseCell('markdown', 'm', '# 이미지\n\n층'), attachments: { 'a.png': { 'image/png': 'AAAA' } } },
    {
      ...codeCell('a', 'print("x")\nnet', { tags: ['raises-exception'] }),
      count: 3,
      status: 'error',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'a\n\nb' },
        {
          output_type: 'display_data',
          data: {
            'text/plain': 'x\ny',
            'image/png': 'AAAA',
            'application/vnd.ishape.derivation+json': { version: 1, kind: 'trail', rows: [] },
          },
          metadata: { ishape: { kind: 'trail' } },
        },
        { output_type: 'execute_result', execution_count: 3, data: { 'text/plain': '' }, metadata: {} },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['one', 'two'] },
      ],
    },
    codeCell('b', ''),
    proseCell('raw', 'r', 'raw'),
  ],
}

const minimal = (cell: object) =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] })

describe('writing and reading', () => {
  test('gives the session back', async () => {
    const text = await formatNotebook(document)
    const read = await parseNotebook(text, 'a.ipynb')
    expect(read.cells).toEqual(document.cells)
    expect(read.metadata).toMatchObject(document.metadata)
    expect(await formatNotebook(read)).toBe(text)
  })

  test('the text is laid out as nbformat lays it out', async () => {
    const text = await formatNotebook({ cells: [codeCell('a', 'x\ny')], metadata: {} })
    expect(text).toBe(`{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "a",
   "metadata": {},
   "outputs": [],
   "source": [
    "x\\n",
    "y"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "ishape (PyTorch)",
   "language": "python",
   "name": "ishape"
  },
  "language_info": {
   "file_extension": ".py",
   "mimetype": "text/x-python",
   "name": "python",
   "pygments_lexer": "ipython3",
   "version": "3.11"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`)
  })

  test('a cell whose middle was cut says so in the file', async () => {
    const cell = {
      ...codeCell('a', 'f()'),
      cut: { at: 1, units: 1234 },
      outputs: ['a', 'b'].map((text) => ({ output_type: 'stream' as const, name: 'stdout' as const, text })),
    }
    const { cells } = await parseNotebook(await formatNotebook({ cells: [cell], metadata: {} }), 'a.ipynb')
    expect(cells[0]).toMatchObject({
      metadata: { ishape: { cut: { at: 1, units: 1234 } } },
      outputs: [
        { text: 'a' },
        { name: 'stderr', text: '… 1,234 characters of output cut …\n' },
        { text: 'b' },
      ],
    })
  })

  test('older notebooks get cell ids, doubled ids become unique', async () => {
    const cells = [{ id: 'x' }, {}, { id: 'x' }].map((cell) => ({
      cell_type: 'raw',
      source: '',
      metadata: {},
      ...cell,
    }))
    const text = JSON.stringify({ nbformat: 4, nbformat_minor: 2, metadata: {}, cells })
    const read = await parseNotebook(text, 'a.ipynb')
    expect(read.cells.map(({ id }) => id)).toEqual(['x', 'cell-2', 'cell-3'])
  })
})

describe('damage', () => {
  const cases: [string, string][] = [
    ['', 'it is empty'],
    ['{"cells": [', 'its JSON ends too early'],
    ['{"cells":\n  [}', 'its JSON is damaged at line 2, column 4'],
    ['[1, 2]', 'it has no nbformat member'],
    [
      '{"nbformat": 3, "worksheets": []}',
      'it is in notebook format 3, and ishape reads format 4; `jupyter nbconvert --to notebook` converts',
    ],
    ['{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', 'it has no list of cells'],
    ['{"nbformat": 4, "nbformat_minor": 5, "metadata": [], "cells": []}', '/metadata must be object'],
    [minimal({ cell_type: 'poem', id: 'a', metadata: {}, source: '' }), 'cell 1 has cell_type "poem"'],
    [
      minimal({ cell_type: 'code', id: 'a', metadata: {}, source: '', execution_count: null }),
      "cell 1 must have required property 'outputs'",
    ],
    [
      minimal({ cell_type: 'raw', id: 'a b', metadata: {}, source: '' }),
      'cell 1: id must match pattern "^[a-zA-Z0-9-_]+$"',
    ],
    [
      minimal({
        cell_type: 'code',
        id: 'a',
        metadata: {},
        source: '',
        execution_count: 1,
        outputs: [{ output_type: 'stream', text: '' }],
      }),
      "output 1 of cell 1 must have required property 'name'",
    ],
  ]
  for (const [text, why] of cases) {
    test(why, async () => {
      await expect(parseNotebook(text, 'a.ipynb')).rejects.toThrow(
        `a.ipynb is not a notebook that ishape can read: ${why}.`,
      )
    })
  }
})

test('the schema is Jupyter’s own', async () => {
  expect(await validationError({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] })).toBeUndefined()
  expect(await validationError({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [] })).toBe(
    '/nbformat_minor must be >= 5',
  )
})
