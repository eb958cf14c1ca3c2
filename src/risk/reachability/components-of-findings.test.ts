import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import type { Component } from '../../model/component.ts'
import { transaction } from '../../platform/database.ts'
import { COMPONENTS_OF_FINDINGS } from './components-of-findings.ts'

interface Plan {
  'Relation Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

test('each finding’s package is looked up, even where joins are to read whole tables', async () => {
  await using db = await testDatabase()
  const asset = await testAsset(db.pool, 'large')
  const packages = Array.from({ length: 2_000 }, (_, n): Component => {
    const purl = `pkg:npm/package-${n}@1.0.0`
    return { type: 'component', ref: purl, purl, name: `package-${n}`, version: '1.0.0' }
  })
  const finding = (name: string) => ({
    type: 'observation' as const,
    kind: 'dependency' as const,
    rule: `CVE-2026-1-${name}`,
    title: `Weakness in ${name}`,
    severity: 'high' as const,
    component: { name, version: '1.0.0', purl: `pkg:npm/${name}@1.0.0` },
    raw: '{}',
  })
  await ingest(db.pool, { asset, tool: 'lister', items: packages })
  await ingest(db.pool, { asset, tool: 'other', branch: 'next', items: packages.slice(0, 10) })
  // As in an ingest: nobody has counted what it wrote.
  await db.pool.query('analyze')
  const told = ['package-7', 'package-8', 'nowhere'].map(finding)
  await ingest(db.pool, { asset, tool: 'teller', items: told })
  await transaction(db.pool, async (tx) => {
    await tx.query('set local enable_nestloop = off')
    const kept = `with ${COMPONENTS_OF_FINDINGS} select component_id as id from kept`
    const { rows } = await tx.query(kept, [[asset], null])
    const names = await tx.query('select name from component where id = any($1) order by 1', [
      rows.map(({ id }) => id),
    ])
    expect(names.rows).toEqual([{ name: 'package-7' }, { name: 'package-8' }])
    const explained = await tx.query(`explain (format json) ${kept}`, [[asset], null])
    const reads = nodes(explained.rows[0]['QUERY PLAN'][0].Plan).filter(({ 'Relation Name': name }) =>
      name?.startsWith('component'),
    )
    expect(reads.map((node) => [node['Relation Name'], node['Index Cond']])).toEqual([
      ['component', expect.stringContaining('lower(name) = ')],
      ['component_use', expect.stringContaining('component_id = ')],
    ])
  })
})
