import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readMarkdown } from './markdown.ts'

it('reads what advisories use', () => {
  const text = `### Impact
Any **user** of \`merge()\`
on two lines. See [the fix](https://example.com/fix) or https://example.com/a. It is *not*
_yet_ fixed in 2*3*4 or a_b_c, a * b * c.

* first
  goes on
* second

1. then
2. last

\`\`\`js
merge({}, # not a heading)
\`\`\`
## Patches
`
  expect(readMarkdown(text)).toEqual([
    { type: 'heading', marks: [{ type: 'text', text: 'Impact' }] },
    {
      type: 'paragraph',
      marks: [
        { type: 'text', text: 'Any ' },
        { type: 'strong', text: 'user' },
        { type: 'text', text: ' of ' },
        { type: 'code', text: 'merge()' },
        { type: 'text', text: '\non two lines. See ' },
        { type: 'link', text: 'the fix', url: 'https://example.com/fix' },
        { type: 'text', text: ' or ' },
        { type: 'link', text: 'https://example.com/a', url: 'https://example.com/a' },
        { type: 'text', text: '. It is ' },
        { type: 'emphasis', text: 'not' },
        { type: 'text', text: '\n' },
        { type: 'emphasis', text: 'yet' },
        { type: 'text', text: ' fixed in 2*3*4 or a_b_c, a * b * c.' },
      ],
    },
    {
      type: 'list',
      ordered: false,
      items: [[{ type: 'text', text: 'first goes on' }], [{ type: 'text', text: 'second' }]],
    },
    {
      type: 'list',
      ordered: true,
      items: [[{ type: 'text', text: 'then' }], [{ type: 'text', text: 'last' }]],
    },
    { type: 'code', text: 'merge({}, # not a heading)' },
    { type: 'heading', marks: [{ type: 'text', text: 'Patches' }] },
  ])
})

it('makes links of web addresses only', () => {
  const marks = readMarkdown('[x](javascript:alert(1)) <script>alert(1)</script>').flatMap((block) =>
    'marks' in block ? block.marks : [],
  )
  expect(marks.every(({ type }) => type === 'text')).toBe(true)
})

it('ends, whatever the text, and loses no word', () => {
  const piece = fc.constantFrom(
    '# a',
    '* b',
    '```',
    '\n',
    '  ',
    '1. c',
    '**d**',
    '*h*',
    '_a_',
    '`e`',
    '[f](https://g)',
    '---',
    'h',
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const said = JSON.stringify(readMarkdown(pieces.join('\n')))
      for (const word of pieces.flatMap((text) => text.match(/[a-h]/g) ?? []).filter((w) => w !== 'g'))
        expect(said).toContain(word)
    }),
  )
})
