import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { huskyci } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an analysis without results has a header', async () => {
  expect(await itemsOfFile(huskyci, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'huskyCI',
      target: 'https://git.example/shop.git',
      branch: 'main',
      producedAt: '2026-01-02T03:05:06.700Z',
    },
  ])
})

test('one package in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(huskyci, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2019-19844',
    title: 'Vulnerable Dependency: django (<1.11.27)',
    description: 'Django before 1.11.27 lets accounts be taken over, CWE-640. See CVE-2019-19844.',
    severity: 'high',
    toolSeverity: 'high',
    cwes: [640],
    advisories: ['CVE-2019-19844'],
    component: {
      name: 'django',
      version: '1.3.10',
      purl: 'pkg:pypi/django@1.3.10',
      fixVersions: ['1.11.27'],
    },
    tool: 'Safety',
  })
  expect(JSON.parse(raw)).toHaveProperty('securitytool', 'Safety')
})

test("every tool's results, and which tool failed", async () => {
  const items = await itemsOfFile(huskyci, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'code',
      rule: 'Use of exec detected.',
      severity: 'info',
      verdict: { state: 'accepted', source: 'nosec' },
      location: { path: 'main.py', line: 7, snippet: 'exec(command) # nosec' },
    },
    { kind: 'secret', rule: 'Possible hardcoded password', secret: 'earl-grey-7', tool: 'Bandit' },
    {
      kind: 'code',
      rule: 'Command Injection',
      title: 'Command Injection Possible command injection',
      severity: 'medium',
      confidence: 'medium',
      references: ['https://brakeman.example/command_injection/'],
    },
    { kind: 'secret', rule: 'Hard Coded RSA', severity: 'high', location: { path: 'certs/ca-key.pem' } },
  ])
  // The first line of a key is the same in every key.
  expect(observationsIn(items)[3]).not.toHaveProperty('secret')
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/containers/0', true],
    ['/huskyciresults/genericresults/gitleaksoutput/highvulns/1', true],
  ])
})

test.each(['{}', '[]', '{"RID":"x","huskyciresults":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(huskyci, text)).rejects.toThrow(UnreadableReport)
})
