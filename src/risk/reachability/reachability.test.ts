import { afterAll, beforeAll, expect, test } from 'vitest'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { type IntelWorld, intelWorld } from '../../../test/intel-world.ts'
import { complete } from '../../discovery/complete.ts'
import { discoverTexts } from '../../discovery/test-discover.ts'
import type { Item } from '../../formats/contract.ts'
import { stanceDiscovery } from '../../formats/stance-discovery/index.ts'
import { itemsOf } from '../../formats/test-items.ts'
import type { Observation } from '../../model/observation.ts'
import { REACHES } from '../../model/reachability.ts'
import { transaction } from '../../platform/database.ts'
import { usedSymbol } from './called-symbols.ts'
import { readReachability } from './read-reachability.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

const weak = (name: string, version: string, over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: `CVE-2030-${name.length}000`,
  title: `${name} is weak`,
  severity: 'high',
  component: { name, version },
  raw: '{}',
  ...over,
})

const discovered = (texts: Record<string, string>): Promise<Item[]> =>
  itemsOf(
    stanceDiscovery,
    JSON.stringify({ stanceDiscovery: 1, ...complete(discoverTexts(texts), new Map()) }),
  )

/** Place of each finding's package on the ladder, and that its evidence says the same. */
async function levels(asset: string): Promise<Record<string, string | null>> {
  const { rows } = await world.pool.query<{ id: string; component: string; level: number | null }>(
    'select id, component, reachability as level from finding where asset_id = $1 and present order by component',
    [asset],
  )
  for (const { id, level } of rows) {
    const read = await transaction(world.pool, (tx) => readReachability(tx, { asset, finding: id }))
    expect(read.level).toBe(level === null ? null : REACHES[level])
  }
  return Object.fromEntries(
    rows.map(({ component, level }) => [component, level === null ? null : (REACHES[level] ?? null)]),
  )
}

const lock = (direct: string[], packages: Record<string, { dev?: boolean }>) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { name: 'till', dependencies: Object.fromEntries(direct.map((name) => [name, '1'])) },
      ...Object.fromEntries(
        Object.entries(packages).map(([name, more]) => [
          `node_modules/${name}`,
          { version: '1.0.0', ...more },
        ]),
      ),
    },
  })

test('a discovery raises what a scanner found, and a later one takes it back', async () => {
  const { pool } = world
  const asset = await testAsset(pool)
  await ingest(pool, { asset, tool: 'grype', items: [weak('used', '1.0.0'), weak('unused', '1.0.0')] })
  expect(await levels(asset)).toEqual({ used: null, unused: null })
  const tree = {
    'package-lock.json': lock(['used', 'unused'], { used: {}, unused: {} }),
    'src/a.js': "const it = require('used')\nit.run()\n",
  }
  await ingest(pool, { asset, tool: 'Stance discovery', items: await discovered(tree) })
  expect(await levels(asset)).toEqual({ used: 'imported', unused: 'present' })
  await ingest(pool, {
    asset,
    tool: 'auditor',
    items: [weak('used', '1.0.0', { rule: 'CVE-2030-9', component: { name: 'used' } })],
  })
  const { rows } = await pool.query(
    "select reachability from finding where asset_id = $1 and rule = 'CVE-2030-9'",
    [asset],
  )
  expect(rows).toEqual([{ reachability: 2 }])
  const before = await pool.query('select score from finding where asset_id = $1 and component = $2', [
    asset,
    'used',
  ])
  await ingest(pool, {
    asset,
    tool: 'Stance discovery',
    items: await discovered({ ...tree, 'src/a.js': "require('fs')\n" }),
  })
  expect(await levels(asset)).toEqual({ used: 'present', unused: 'present' })
  const after = await pool.query('select score from finding where asset_id = $1 and component = $2', [
    asset,
    'used',
  ])
  expect(after.rows[0].score).toBeLessThan(before.rows[0].score)
})

test('a tool that followed the calls: none outweighs an import, one outweighs all', async () => {
  const { pool } = world
  const asset = await testAsset(pool)
  await ingest(pool, {
    asset,
    tool: 'Stance discovery',
    items: await discovered({
      'package-lock.json': lock(['a', 'bb', 'ccc'], { a: {}, bb: {}, ccc: {} }),
      'src/a.js': "require('a'); require('bb'); require('ccc')\n",
    }),
  })
  const said = (level: 'present' | 'called', atMost?: true): Partial<Observation> => ({
    reachability: { level, ...(atMost && { atMost }), evidence: 'its word' },
  })
  await ingest(pool, {
    asset,
    tool: 'tracer',
    items: [
      weak('a', '1.0.0', said('present', true)),
      weak('bb', '1.0.0', said('called')),
      weak('ccc', '1.0.0'),
    ],
  })
  expect(await levels(asset)).toEqual({ a: 'present', bb: 'called', ccc: 'imported' })
  // The same weakness, the tool's next word.
  await ingest(pool, {
    asset,
    tool: 'tracer',
    items: [weak('a', '1.0.0', said('called')), weak('bb', '1.0.0', said('called')), weak('ccc', '1.0.0')],
  })
  expect(await levels(asset)).toEqual({ a: 'called', bb: 'called', ccc: 'imported' })
})

test('of code it counts too, where nothing else about it is another than before', async () => {
  const asset = await testAsset(world.pool)
  const found: Observation = {
    type: 'observation',
    kind: 'code',
    rule: 'sql',
    title: 'SQL made of text',
    severity: 'high',
    location: { path: 'a.js', line: 3, snippet: 'query(text)' },
    raw: '{}',
  }
  const scored = async () =>
    (
      await world.pool.query<{ level: number | null; score: number }>(
        'select reachability as level, score from finding where asset_id = $1',
        [asset],
      )
    ).rows[0] as { level: number | null; score: number }
  await ingest(world.pool, { asset, tool: 'sast', items: [found] })
  const before = await scored()
  expect(before.level).toBeNull()
  const followed: Observation = { ...found, reachability: { level: 'called', evidence: 'a call' } }
  await ingest(world.pool, { asset, tool: 'sast', items: [followed] })
  const after = await scored()
  expect(after.level).toBe(REACHES.indexOf('called'))
  expect(after.score).toBeGreaterThan(before.score)
})

test('a function that the advisory names and the code uses is called; of another version of the record it is not', async () => {
  const { pool } = world
  const asset = await testAsset(pool, 'gopher')
  await ingest(pool, {
    asset,
    tool: 'Stance discovery',
    items: await discovered({
      'go.mod': 'module shop\n\nrequire (\n\texample.com/x/html v0.1.0\n\texample.com/x/text v0.1.0\n)\n',
      'main.go':
        'package main\n\nimport (\n\t"example.com/x/html/parse"\n\t"example.com/x/text"\n)\n\nfunc main() {\n\tparse.All(nil)\n\ttext.Trim("")\n}\n',
    }),
  })
  const record = (id: string, name: string, path: string, symbols: string[]) => ({
    schema_version: '1.7.0',
    id,
    modified: '2026-03-01T00:00:00Z',
    summary: `${name} is weak`,
    affected: [
      {
        package: { ecosystem: 'Go', name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
        ecosystem_specific: { imports: [{ path, symbols }] },
      },
    ],
  })
  await world.publish({
    osv: {
      Go: [
        record('GO-2030-0001', 'example.com/x/html', 'example.com/x/html/parse', ['All', 'Some']),
        record('GO-2030-0002', 'example.com/x/text', 'example.com/x/text', ['Fold']),
      ],
    },
  })
  await world.sync()
  expect(await levels(asset)).toEqual({ 'example.com/x/html': 'called', 'example.com/x/text': 'imported' })
  const { rows } = await pool.query<{ id: string }>(
    "select id from finding where asset_id = $1 and component = 'example.com/x/html'",
    [asset],
  )
  const { says } = await transaction(pool, (tx) =>
    readReachability(tx, { asset, finding: rows[0]?.id ?? '' }),
  )
  expect(says.map(({ level, evidence }) => [level, evidence])).toEqual([
    ['called', 'main.go:9 uses example.com/x/html/parse.All, which GO-2030-0001 names'],
    ['imported', 'main.go:4 imports example.com/x/html/parse'],
  ])
}, 60_000)

test('what is only for development is not there when the image that is built leaves it out', async () => {
  const { pool } = world
  const asset = await testAsset(pool)
  const image = await testAsset(pool, 'registry.example/till')
  await pool.query("update asset set kind = 'container-image' where id = $1", [image])
  const component = (name: string, scope: 'development' | 'runtime'): Item => ({
    type: 'component',
    ref: name,
    name,
    version: '1.0.0',
    purl: `pkg:npm/${name}@1.0.0`,
    scope,
  })
  await ingest(pool, { asset: image, tool: 'syft', items: [component('shipped', 'runtime')] })
  await ingest(pool, {
    asset,
    tool: 'lister',
    items: [
      component('tooling', 'development'),
      component('shipped', 'development'),
      component('lost', 'runtime'),
      {
        type: 'link',
        from: { kind: 'deployable', name: '.' },
        kind: 'builds',
        to: { kind: 'image', name: 'registry.example/till' },
        evidence: 'Dockerfile',
        confidence: 1,
      },
    ],
  })
  await ingest(pool, {
    asset,
    tool: 'grype',
    items: [weak('tooling', '1.0.0'), weak('shipped', '1.0.0'), weak('lost', '1.0.0')],
  })
  expect(await levels(asset)).toEqual({ tooling: 'absent', shipped: null, lost: null })
})

test.for([
  ['golang.org/x/net/html.Parse', { 'golang.org/x/net/html#Parse': 'a' }, 0.9],
  ['golang.org/x/net/html.Tokenizer.Next', { 'golang.org/x/net/html#*.Next': 'a' }, 0.6],
  [
    'com.google.common.io.Files.createTempDir',
    { 'com.google.common.io.Files#Files.createTempDir': 'a' },
    0.9,
  ],
  ['lodash.template', { 'lodash#template': 'a' }, 0.9],
  ['hyper::body::to_bytes', { 'hyper#to_bytes': 'a' }, 0.9],
  ['template', { 'lodash/template#template': 'a' }, 0.6],
  ['golang.org/x/net/html.Parse', { 'golang.org/x/net/html#ParseFragment': 'a' }, undefined],
  ['golang.org/x/net/html.Parse', { 'example.com/other#Parse': 'a' }, undefined],
] as const)('whether code uses %s of an advisory: %o', ([symbol, uses, confidence]) => {
  expect(usedSymbol([symbol], uses)?.confidence).toBe(confidence)
})
