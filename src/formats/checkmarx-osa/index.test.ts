import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { checkmarxOsa } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const purl = 'pkg:maven/org.example/ledger@2.10.2'
const component = { type: 'component', ref: 'L1', name: 'org.example:ledger', version: '2.10.2', purl }

test('libraries without a vulnerability are components', async () => {
  expect(await itemsOfFile(checkmarxOsa, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Checkmarx OSA' },
    component,
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(checkmarxOsa, fixture('one.json'))
  expect(items.map((item) => item.type)).toEqual(['header', 'component', 'observation'])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2021-99901',
    title: 'org.example:ledger: CVE-2021-99901',
    description: 'It can be stopped.',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [{ score: 7.5 }],
    advisories: ['CVE-2021-99901'],
    component: { name: 'org.example:ledger', version: '2.10.2', purl },
    references: ['https://nvd.example/CVE-2021-99901'],
    remediation: 'Upgrade to 2.10.5.1',
  })
  expect(JSON.parse(raw)).toMatchObject({ id: 'V1' })
})

test('a library that is not listed, a state, a file', async () => {
  const [, unlisted, plain] = observationsIn(await itemsOfFile(checkmarxOsa, fixture('many.json')))
  expect(unlisted).toMatchObject({
    rule: 'V2',
    verdict: { state: 'false_positive', reason: 'not exploitable', source: 'checkmarx-state' },
  })
  expect(unlisted).not.toHaveProperty('component')
  expect(plain?.component).toEqual({ name: 'left-pad', path: 'lib/left-pad.js' })
})

test('every vulnerability and library is an item or a problem', async () => {
  const items = await itemsOfFile(checkmarxOsa, fixture('many.json'))
  expect(observationsIn(items)).toHaveLength(3)
  expect(items.filter((item) => item.type === 'component')).toHaveLength(2)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/1/2', '/0/3'])
})

test.each(['{}', '[]', '[[]]', '[{},{}]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(checkmarxOsa, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its two lists', () => {
  const detect = (outline: unknown) => checkmarxOsa.detect({ syntax: 'json', head: '', outline })
  const library = { id: 'L1', name: 'x', numberOfVersionsSinceLastUpdate: 1, confidenceLevel: 100 }
  expect(detect([[], [library]])).toBe(1)
  expect(detect([[{ id: 'V1', cveName: 'CVE-2021-99901', state: {} }], [library]])).toBe(1)
  expect(detect([[], []])).toBe(0)
  expect(detect([[{ id: 'V1' }], []])).toBe(0)
  expect(detect(undefined)).toBe(0)
})
