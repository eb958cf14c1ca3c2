import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { picus } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty table has a header and nothing else', async () => {
  expect(await itemsOfFile(picus, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Picus' }])
})

test('one action in all its fields', async () => {
  expect(observationsIn(await itemsOfFile(picus, fixture('one.csv')))).toStrictEqual([
    {
      type: 'observation',
      kind: 'runtime',
      rule: '1001',
      title: 'Shell Download Cradle',
      description:
        'Runs a script in memory\n\nThreat: Fileless Shop Worm\nPrevention: Not Blocked\nPrevention of the action: Not Blocked\nLogged: Not Logged\nAlerted: Not Alerted\nPlatforms: All\nProducts: AcmeShell\nPrivileged: No',
      severity: 'critical',
      toolSeverity: 'Critical',
      cwes: [78],
      advisories: ['CVE-2099-10021'],
      fingerprints: { picus: '11:1001' },
      controls: ['NIST-800-53:SI-4'],
      references: ['https://picus.example/1'],
      remediation: 'AcmeWall NG v1: signature 10001 (SIG-T1059)',
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: ['TA0002', 'T1059', 'T1059.001', 'Endpoint', 'Malicious Code', 'AcmeOS'],
      raw: expect.stringContaining('Shell Download Cradle'),
    },
  ])
})

test('what was blocked is nothing; each other row is an observation or a problem', async () => {
  const items = await itemsOfFile(picus, fixture('many.csv'))
  const [beacon, nameless] = observationsIn(items)
  expect(beacon).toMatchObject({ rule: '1004', severity: 'medium', cwes: [79] })
  expect(beacon).not.toHaveProperty('seenAt')
  expect(nameless).toMatchObject({
    rule: 'Nameless number',
    severity: 'unknown',
    seenAt: '2023-10-22T00:00:00.000Z',
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 6'])
})

test.each(['', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(picus, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => picus.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['simulationRunId', 'threatId', 'threatPreventionResult', 'actionId', 'actionName'])).toBe(1)
  expect(detect(['threatId', 'actionName'])).toBe(0)
})
