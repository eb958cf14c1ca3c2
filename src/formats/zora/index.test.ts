import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { zora } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'Zora' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(zora, fixture('empty.csv'))).toEqual([header])
})

test('one vulnerability in all its fields', async () => {
  const [first, claim, observation, ...others] = await itemsOfFile(zora, fixture('one.csv'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(claim).toEqual({
    type: 'asset',
    kind: 'container-image',
    name: 'registry.example:5000/shop/api',
    attributes: { tag: '1.4' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10070',
    title: 'zlib: overflow',
    description: 'Overflows.\nOften.',
    severity: 'high',
    toolSeverity: 'HIGH',
    advisories: ['CVE-2099-10070'],
    resource: {
      address: 'registry.example:5000/shop/api',
      type: 'container-image',
      provider: 'kubernetes',
    },
    remediation: 'Fixed in 1.2.12-r0',
    fingerprints: { 'image-and-advisory': 'registry.example:5000/shop/api CVE-2099-10070' },
    tags: ['Trivy', 'fix-state:fixed'],
    raw: '"Trivy","registry.example:5000/shop/api:1.4","CVE-2099-10070","zlib: overflow","HIGH","fixed","Overflows.\nOften.","1.2.12-r0"',
  })
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOfFile(zora, fixture('many.csv'))
  expect(observationsIn(items).map(({ rule, severity }) => [rule, severity])).toEqual([
    ['CVE-2099-10071', 'unknown'],
    ['CVE-2099-10072', 'low'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test('misconfigurations: what passed is no finding', async () => {
  expect(observationsIn(await itemsOfFile(zora, fixture('checks.csv')))).toMatchObject([
    {
      kind: 'config',
      rule: 'M-103',
      severity: 'high',
      resource: { address: 'cluster' },
      references: ['https://docs.example/M-103'],
      tags: ['Marvin'],
    },
    { rule: 'POP-106', remediation: 'Set limits.' },
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(zora, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string) => zora.detect({ syntax: 'csv', head: '', columns: columns.split(',') })
  expect(detect('source,image,id,title,severity,status,description,fixVersion')).toBe(1)
  expect(detect('source,checkID,title,severity,status,remediation')).toBe(1)
  expect(detect('source,id,title,severity')).toBe(0)
})
