import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../limits.ts'
import { checkMapping } from '../mapping-file.ts'
import { draftOf } from './draft.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../../../../examples/mappings/${name}`, import.meta.url), 'utf8')
const draft = (text: string, at?: { elements: string; each?: string }) => draftOf(text, DEFAULT_LIMITS, at)

describe('most of a mapping is guessed', () => {
  test('for JSON: the list, the fields by name, the words of the severity', async () => {
    const { mapping, places, paths, elements } = await draft(sample('casb.json'))
    expect(places[0]).toEqual({ elements: '/alerts/*', count: 5 })
    expect(elements).toBe(5)
    expect(mapping).toMatchObject({
      syntax: 'json',
      elements: '/alerts/*',
      recognise: { has: ['/alerts', '/api_version', '/exported_at'], is: { '/product': 'Skywarden' } },
      tool: 'Skywarden',
      report: { toolVersion: '/api_version', producedAt: '/exported_at' },
      severity: {
        from: 'risk/level',
        words: { Severe: 'critical', Elevated: 'high', Guarded: 'medium', Minor: 'low' },
      },
      verdict: { from: 'status', words: { 'Not an issue': 'false_positive' }, reason: 'status_note' },
      fields: {
        title: 'headline',
        rule: 'policy/id',
        remediation: 'policy/advice',
        tags: 'labels',
        seenAt: 'last_seen',
      },
    })
    expect(paths.find(({ path }) => path === 'risk/level')).toEqual({
      path: 'risk/level',
      elements: 5,
      values: ['Severe', 'Elevated', 'Guarded', 'Minor'],
      more: false,
      several: false,
    })
    expect(paths.map(({ path }) => path)).toContain('/tenant/id')
  })

  test('for CSV: passed checks are skipped, exempted ones accepted', async () => {
    const { mapping } = await draft(sample('sspm.csv'))
    expect(mapping).toMatchObject({
      syntax: 'csv',
      kind: 'identity',
      skip: [{ from: 'Result', is: ['Pass', 'Not applicable'] }],
      verdict: { from: 'Result', words: { Exempted: 'accepted' }, reason: 'Exemption Reason' },
      fields: { title: 'Check', rule: 'Check ID', remediation: 'How To Fix' },
    })
  })

  test('for NDJSON: scores get thresholds', async () => {
    const { mapping } = await draft(sample('dspm.ndjson'))
    expect(mapping).toMatchObject({
      syntax: 'ndjson',
      kind: 'data',
      severity: { from: 'risk/score', numbers: { critical: 90, high: 70 } },
      fields: { title: 'exposure/summary', resource: 'dataStore/uri' },
    })
  })

  test('for XML: findings inside of elements', async () => {
    const { mapping, paths } = await draft(sample('in-house.xml'))
    expect(mapping).toMatchObject({
      syntax: 'xml',
      elements: '/review/system',
      each: 'issues/issue',
      recognise: { root: 'review', is: { '@tool': 'harbour-review' } },
      fields: { title: 'headline', rule: '@check' },
    })
    expect(paths.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['@priority', '../@name', '../owner', '/review/scope']),
    )
  })
})

test.each(['casb.json', 'sspm.csv', 'dspm.ndjson', 'in-house.xml'])(
  'the beginning of %s is a sample too',
  async (name) => {
    const text = sample(name)
    for (const share of [0.4, 0.6, 0.9]) {
      const { mapping, elements } = await draft(text.slice(0, text.length * share))
      expect(() => checkMapping(mapping)).not.toThrow()
      expect(elements).toBeGreaterThan(0)
      expect(mapping.fields.title).toBeTypeOf('string')
    }
  },
)

test('another place can be named', async () => {
  const nested = JSON.stringify({
    hosts: { a: { found: [{ name: 'Weak cipher', severity: 'low' }] }, b: { found: [] } },
  })
  const { mapping, paths } = await draft(nested, { elements: '/hosts/*', each: 'found/*' })
  expect(mapping).toMatchObject({ elements: '/hosts/*', each: 'found/*', fields: { title: 'name' } })
  expect(paths.map(({ path }) => path)).toEqual(['name', 'severity'])
  await expect(draft(nested, { elements: 'hosts' })).rejects.toThrow('must begin at the document')
})

test('a name of its own for each finding is not taken for the rule', async () => {
  const records = Array.from({ length: 30 }, (_, i) => ({
    rule_id: `${i}`.padStart(8, '0'),
    check_type: i % 3 ? 'open' : 'weak',
    type: i % 3 ? 'open-port' : 'weak-cipher',
    title: 'Something',
    severity: 'High',
  }))
  expect((await draft(JSON.stringify(records))).mapping.fields.rule).toBe('type')
})

test.each(['', 'just text', '# Markdown'])('%j is refused with what to do', async (text) => {
  await expect(draft(text)).rejects.toThrow('export it as one of these')
})
