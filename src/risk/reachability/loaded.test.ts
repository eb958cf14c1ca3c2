import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import type { Item } from '../../formats/contract.ts'
import { falco } from '../../formats/falco/index.ts'
import { loadedFiles } from '../../formats/loaded-files/index.ts'
import { otelTraces } from '../../formats/otel-traces/index.ts'
import { itemsOf } from '../../formats/test-items.ts'
import type { Observation } from '../../model/observation.ts'
import { transaction } from '../../platform/database.ts'
import { readReachability } from './read-reachability.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const weak = (name: string, version: string): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: `CVE-2030-${name.length}000`,
  title: `${name} is weak`,
  severity: 'high',
  component: { name, version },
  raw: '{}',
})
const listed = (purl: string, name: string, version: string, group?: string) =>
  ({ type: 'component', ref: purl, name, version, purl, ...(group ? { group } : {}) }) as const

const LOG = '[0.9s][info][class,load] org.apache.x.JndiLookup source: file:/app/lib/log4j-core-2.14.1.jar\n'
const SPANS = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'api' } }] },
      scopeSpans: [
        {
          scope: { name: '@opentelemetry/instrumentation-express', version: '0.41.0' },
          spans: [
            { traceId: 'a1', spanId: 'b1', kind: 2, name: 'GET /', startTimeUnixNano: '1795766400000000000' },
          ],
        },
      ],
    },
  ],
}
const ALERT = {
  rule: 'Read sensitive file',
  priority: 'Warning',
  time: '2026-11-01T10:00:00Z',
  output: 'ruby read it',
  output_fields: { 'proc.name': 'ruby', 'fd.name': '/usr/lib/gems/nokogiri-1.16.0/lib/nokogiri.rb' },
}

test.each(['before', 'after'])(
  'what runs raises a package to loaded, though it names neither its group nor its version, and makes no second one: %s the list',
  async (when) => {
    const { pool } = database
    const asset = await testAsset(pool)
    const list: [string, Item[]] = [
      'syft',
      [
        listed(
          'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
          'log4j-core',
          '2.14.1',
          'org.apache.logging.log4j',
        ),
        listed('pkg:npm/express@4.17.0', 'express', '4.17.0'),
        listed('pkg:npm/qs@6.5.1', 'qs', '6.5.1'),
        listed('pkg:gem/nokogiri@1.16.0', 'nokogiri', '1.16.0'),
        weak('org.apache.logging.log4j:log4j-core', '2.14.1'),
        weak('express', '4.17.0'),
        weak('qs', '6.5.1'),
        weak('nokogiri', '1.16.0'),
      ],
    ]
    const running: [string, Item[]][] = [
      ['JVM class loading', await itemsOf(loadedFiles, LOG)],
      ['OpenTelemetry', await itemsOf(otelTraces, JSON.stringify(SPANS))],
      ['Falco', await itemsOf(falco, JSON.stringify(ALERT))],
    ]
    for (const [tool, items] of when === 'after' ? [list, ...running] : [...running, list])
      await ingest(pool, { asset, tool, items })
    const { rows } = await pool.query<{ id: string; component: string; level: number | null }>(
      `select id, component, reachability as level from finding where asset_id = $1 and component is not null order by component`,
      [asset],
    )
    expect(rows.map(({ component, level }) => [component, level])).toEqual([
      ['express', 4],
      ['nokogiri', 4],
      ['org.apache.logging.log4j:log4j-core', 4],
      ['qs', null],
    ])
    const log4j = rows.find(({ component }) => component.endsWith('log4j-core'))?.id ?? ''
    const { says } = await transaction(pool, (tx) => readReachability(tx, { asset, finding: log4j }))
    expect(says[0]).toMatchObject({
      level: 'loaded',
      source: 'JVM class loading',
      evidence: 'org.apache.x.JndiLookup from /app/lib/log4j-core-2.14.1.jar',
    })
    const known = await pool.query(
      'select count(distinct component_id)::int as count from component_use where asset_id = $1',
      [asset],
    )
    expect(known.rows[0].count).toBe(4)
  },
)
