import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { pwnSast } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(pwnSast, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'PWN SAST', target: 'shop' },
  ])
})

test('one line in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(pwnSast, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'PWN::SAST::Eval',
    title: 'MALICIOUS CODE PROTECTION: PWN::SAST::Eval',
    severity: 'unknown',
    cwes: [95],
    location: { path: 'order.php', line: 84, snippet: 'eval($order)' },
    controls: ['NIST-800-53-5.1:SI-3'],
    references: [
      'https://cwe.mitre.org/data/definitions/95.html',
      'https://controls.example/#/control/?version=5.1&number=SI-3',
      'https://code.example/shop/tree/main',
    ],
    seenAt: '2025-09-01T06:30:00.913Z',
    tags: ['author:Kim <kim@shop.example>'],
  })
  expect(raw).toContain('test_case_filter')
})

test('every line is an observation or a problem', async () => {
  const items = await itemsOfFile(pwnSast, fixture('many.json'))
  expect(observationsIn(items).map(({ location }) => location?.line)).toEqual([3, 9])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/0/line_no_and_contents/2', '/data/1'])
})

test.each(['{}', '[]', '{"data":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(pwnSast, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its modules', () => {
  const detect = (outline: unknown) => pwnSast.detect({ syntax: 'json', head: '', outline })
  expect(
    detect({ report_name: 'a', data: [{ security_references: { sast_module: 'PWN::SAST::Eval' } }] }),
  ).toBe(1)
  expect(detect({ report_name: 'a', data: [] })).toBe(0.9)
  expect(detect({ report_name: 'a', data: [{}] })).toBe(0)
  expect(detect({ data: [] })).toBe(0)
})
