import { expect, test } from 'vitest'
import { itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { iriusrisk } from './index.ts'

const items = async (name: string) => itemsOfFile(iriusrisk, new URL(`fixtures/${name}`, import.meta.url))

test('a header row alone is nothing found', async () => {
  expect(await items('empty.csv')).toEqual([{ type: 'header', tool: 'IriusRisk' }])
})

test('one threat in all its fields', async () => {
  const [, observation, ...others] = await items('one.csv')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'Someone reaches what the list of rights forbids',
    title: 'Someone reaches what the list of rights forbids',
    description: [
      'Someone reaches what the list of rights forbids',
      '',
      'Source: Created by Rules Engine',
      'Risk Response: Planned mitigation: 0%. Mitigated: 0%. Unmitigated: 100%.',
      'Inherent Risk: Critical',
      'Projected Risk: Medium',
      'Countermeasure progress: 0%',
      'Weakness tests: Not tested',
      'Countermeasure tests: Not tested',
      'Owner: Shop team',
    ].join('\n'),
    severity: 'high',
    toolSeverity: 'High',
    cwes: [284],
    resource: { address: 'Gateway' },
    tags: ['Elevation of Privilege', 'CWE-284'],
  })
})

test('what is mitigated or accepted; a row without a threat is told', async () => {
  const found = await items('many.csv')
  expect(observationsIn(found)).toMatchObject([
    { severity: 'info', toolSeverity: 'Very low', verdict: { state: 'fixed', source: 'iriusrisk' } },
    { severity: 'critical', verdict: { state: 'accepted', reason: 'Accepted' }, tags: ['Read', 'T1059'] },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([['line 3', true]])
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => iriusrisk.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['Component', 'Threat', 'Risk Response', 'Inherent Risk', 'Current Risk', 'Owner'])).toBe(1)
  expect(detect(['Component', 'Threat', 'Risk'])).toBe(0)
})
