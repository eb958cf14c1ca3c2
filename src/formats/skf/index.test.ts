import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { skf } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(skf, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'OWASP SKF' }])
})

test('one requirement in all its fields', async () => {
  const [observation] = observationsIn(await itemsOfFile(skf, fixture('one.csv')))
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Authentication Requirements : Verify that words are 12 letters, or more. (C6)',
    title: 'Verify that words are 12 letters, or more. (C6)',
    description: "It is a product's duty, see CWE-521.",
    severity: 'unknown',
    cwes: [521],
    controls: ['OWASP-Proactive:C6'],
    references: ['https://docs.example/words'],
    remediation: 'Demand it, as https://docs.example/words says.',
    tags: ['Authentication Requirements'],
  })
  expect(raw).toContain('\\,')
})

test('quotes within cells, and rows that are cut', async () => {
  const items = await itemsOfFile(skf, fixture('many.csv'))
  expect(observationsIn(items).map(({ title }) => title)).toEqual([
    'Verify that "paste" works, always.',
    'Plain title',
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', 'a,b', 'title,severity', ''])('refuses %j', async (text) => {
  await expect(itemsOf(skf, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns and its requirements', () => {
  const detect = (head: string) => skf.detect({ syntax: 'csv', head })
  expect(detect('title,description,mitigation\n"A : Verify that x","",""')).toBe(1)
  expect(detect('title,description,mitigation\n"Something","",""')).toBeLessThan(0.5)
  expect(detect('title,description\n')).toBe(0)
})
