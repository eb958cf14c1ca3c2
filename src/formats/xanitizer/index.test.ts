import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { xanitizer } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one taint path in all its fields', async () => {
  const items = await itemsOfFile(xanitizer, fixture('one.xml'))
  expect(items[0]).toEqual({
    type: 'header',
    tool: 'Xanitizer',
    toolVersion: '5.1',
    producedAt: '2025-09-01T08:30:00.000Z',
  })
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'ci:OSCommandInjection',
    title: 'Injection: OS Command Injection',
    description: 'A taint path.',
    severity: 'high',
    toolSeverity: '8.00',
    cwes: [78],
    location: { path: 'example/shop/Till.java', line: 108, snippet: 'exec(command);', symbol: 'Till' },
    flow: [
      { path: 'example/shop/Form.java', line: 16, message: 'Taint value 1' },
      { path: 'example/shop/Till.java', line: 108, message: 'Taint value 3' },
    ],
    fingerprints: { id: '365' },
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['Taint Paths', 'BuiltIn:TAINTPATHS', 'Warning', 'Not Reviewed'],
  })
  expect(raw).toContain('<cweNumber>CWE-78</cweNumber>')
})

test('known by its class alone; every finding is an observation or a problem', async () => {
  const items = await itemsOfFile(xanitizer, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'low',
      location: { path: 'example/shop/Cup.java', line: 7 },
      verdict: { state: 'false_positive' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/XanitizerFindingsList/finding[2]'])
})

test.each(['', '<a/>', 'text'])('refuses %j', async (text) => {
  await expect(itemsOf(xanitizer, text)).rejects.toThrow(UnreadableReport)
})
