import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { progpilot } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one tainted flow in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(progpilot, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  const path = 'work/shop/src/Order.php'
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'sql_injection',
    title: 'sql injection',
    severity: 'unknown',
    cwes: [89],
    location: { path, line: 613 },
    flow: [
      { path, line: 585, message: '$value_return' },
      { path, line: 608, message: '$id' },
      { path, line: 610, message: '$sql' },
      { path, line: 613, message: 'execute' },
    ],
    fingerprints: { vuln_id: '49aff3865be9' },
    tags: ['taint-style'],
  })
  expect(JSON.parse(raw)).toHaveProperty('sink_name', 'execute')
})

test('custom rules, and what has no place; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(progpilot, fixture('many.json'))
  const [custom, bare] = observationsIn(items)
  expect(custom).toMatchObject({
    rule: 'MUST_VERIFY_DEFINITION',
    description: 'Curl verifies nothing.',
    cwes: [295],
    location: { path: 'work/shop/src/Cup.php', line: 7 },
  })
  expect(bare).not.toHaveProperty('location')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '""', ''])('refuses %j', async (text) => {
  await expect(itemsOf(progpilot, text)).rejects.toThrow(UnreadableReport)
})
