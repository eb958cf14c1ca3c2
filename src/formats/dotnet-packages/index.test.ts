import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dotnetPackages } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'dotnet list package' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(dotnetPackages, fixture('empty.json'))).toEqual([header])
})

test('one package with one weakness in all their fields', async () => {
  const [, component, observation, ...others] = await itemsOfFile(dotnetPackages, fixture('one.json'))
  expect(others).toEqual([])
  const place = {
    name: 'Tea.Pot',
    version: '1.4.1',
    purl: 'pkg:nuget/Tea.Pot@1.4.1',
    path: 'work/shop/src/Shop.Web/Shop.Web.csproj',
    direct: true,
  }
  expect(component).toEqual({ type: 'component', ref: `${place.path}#Tea.Pot@1.4.1`, ...place })
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'GHSA-2c2c-3f3f-4g4g in Tea.Pot',
    severity: 'high',
    toolSeverity: 'High',
    advisories: ['GHSA-2c2c-3f3f-4g4g'],
    component: place,
    references: ['https://github.com/advisories/GHSA-2c2c-3f3f-4g4g'],
  })
  expect(JSON.parse(raw)).toHaveProperty('vulnerabilities.0.severity', 'High')
})

test('deprecated and transitive packages, each once; what is unusable is a problem', async () => {
  const items = await itemsOfFile(dotnetPackages, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'deprecated',
      severity: 'unknown',
      remediation: 'Use Tea.Mug >= 3.0.0 instead.',
      tags: ['Legacy'],
    },
    { rule: 'https://advisories.example/9', severity: 'medium', component: { direct: false } },
  ])
  expect(items.flatMap((item) => (item.type === 'component' ? item.name : []))).toEqual([
    'Tea.Cup',
    'Tea.Leaf',
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/problems/0',
    '/projects/0/frameworks/0/topLevelPackages/1',
    '/projects/2',
  ])
})

test.each(['{}', '[]', '{"version":1,"projects":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dotnetPackages, text)).rejects.toThrow(UnreadableReport)
})
