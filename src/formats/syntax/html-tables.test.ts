import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { eachTableRow } from './html-tables.ts'

const rowsOf = (text: string, limits = DEFAULT_LIMITS) =>
  Array.fromAsync(eachTableRow(inputOf(text), { limits }))

const DOCUMENT = `<!DOCTYPE html><html><head><title>x</title></head><body>
<dl><dt>Project</dt><dd>shop &amp; stock</dd></dl>
<table><tr><td>no names</td></tr></table>
<table><thead><tr><th>Rule</th><th>Text</th></tr></thead><tbody>
<tr><td><a href="https://a.example/?a=1&amp;b=2" class="x">R1</a></td><td>a &lt; b<table><tr><td>in a cell</td></tr></table></td></tr>
<tr><td>R2<td>open
</tbody></table></body></html>`

test('rows by the names of their columns, and terms', async () => {
  const columns = ['Rule', 'Text']
  expect(await rowsOf(DOCUMENT)).toEqual([
    { type: 'term', term: 'Project', text: 'shop &amp; stock' },
    {
      type: 'row',
      where: 'table 2, row 1',
      columns,
      cells: [
        '<a href="https://a.example/?a=1&amp;b=2">R1</a>',
        'a &lt; b<table><tr><td>in a cell</td></tr></table>',
      ],
    },
    { type: 'row', where: 'table 2, row 2', columns, cells: ['R2', 'open'] },
  ])
})

test('a document that breaks off says so', async () => {
  const found = await rowsOf(DOCUMENT.slice(0, -20))
  expect(found.at(-1)).toMatchObject({ type: 'problem', incomplete: true })
})

test('a row that is too large is told, the next one is read', async () => {
  const text = `<html><table><tr><th>a</th></tr><tr><td>${'x'.repeat(200)}</td></tr><tr><td>b</td></tr></table></html>`
  expect(await rowsOf(text, { ...DEFAULT_LIMITS, maxElementBytes: 100 })).toMatchObject([
    { type: 'problem', where: 'table 1, row 1', incomplete: true },
    { type: 'row', where: 'table 1, row 2', cells: ['b'] },
  ])
})

test('too deep is refused', async () => {
  await expect(rowsOf('<div>'.repeat(DEFAULT_LIMITS.maxDepth + 1))).rejects.toMatchObject({
    code: 'too_deep',
  })
})

test('entities are refused, as in XML', async () => {
  const text = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html></html>'
  await expect(rowsOf(text)).rejects.toMatchObject({ code: 'entities' })
})
