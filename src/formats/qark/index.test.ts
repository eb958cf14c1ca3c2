import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { qark } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one finding in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(qark, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Logging found',
    title: 'Logging found',
    description: 'Logs are detected. Reference: https://developer.example/log',
    severity: 'medium',
    toolSeverity: 'WARNING',
    location: { path: 'work/shop/build/qark/cfr/example/shop/Till.java', line: 17, column: 7 },
    references: ['https://developer.example/log'],
    tags: ['file'],
  })
  expect(JSON.parse(raw)).toHaveProperty('name', 'Logging found')
})

test('the manifest, and findings without a place; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(qark, fixture('many.json'))
  const [manifest, odd] = observationsIn(items)
  expect(manifest).toMatchObject({
    kind: 'config',
    severity: 'high',
    title: 'Exported tags: .Till',
    location: { path: 'work/shop/AndroidManifest.xml', symbol: '.Till' },
  })
  expect(odd).not.toHaveProperty('location')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '""', ''])('refuses %j', async (text) => {
  await expect(itemsOf(qark, text)).rejects.toThrow(UnreadableReport)
})
