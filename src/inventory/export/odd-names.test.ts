import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyCharacter } from '../../../test/any-character.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { storedSbom } from '../../../test/stored-sbom.ts'
import { cyclonedxFlaws, spdx2Flaws } from '../../../test/validators.ts'
import { localActor } from '../../access/actor.ts'
import type { Format, Item } from '../../formats/contract.ts'
import { cyclonedx } from '../../formats/cyclonedx/index.ts'
import { spdx } from '../../formats/spdx/index.ts'
import { itemsOf, problemsIn } from '../../formats/test-items.ts'
import { purlOf } from '../../formats/values/purl.ts'
import type { Component } from '../../model/component.ts'
import { exportSbom, type SbomFormatId } from './export-sbom.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      '"',
      "'); drop table component; --",
      '</script>',
      '%00',
      '\\u0000',
      'ä'.repeat(1_000),
      '../..',
      '{}',
    ),
  )
  // PostgreSQL's text holds neither U+0000 nor half a character.
  .map((text) => text.replaceAll('\0', '').toWellFormed())
  .filter((text) => /\S/.test(text))

const plain = fc.record({
  name: words,
  version: fc.option(words, { nil: undefined }),
  componentType: fc.constantFrom(undefined, 'library', 'file', 'framework', 'application'),
})
const packaged = fc
  .record({
    type: fc.constantFrom('npm', 'maven', 'deb', 'generic'),
    name: words,
    version: words,
    space: words,
  })
  .map(({ type, name, version, space }) => ({
    name,
    version,
    purl: purlOf({ type, name, version, namespace: type === 'generic' ? '' : space }),
  }))
  .filter(({ purl }) => purl !== undefined)
const more = fc.record({
  licenses: fc.array(fc.oneof(fc.constantFrom('MIT', 'Apache-2.0 OR MIT', 'LicenseRef-own'), words), {
    maxLength: 3,
  }),
  scope: fc.constantFrom(undefined, 'runtime', 'optional', 'test', 'development'),
  path: fc.constantFrom(undefined, 'package-lock.json', 'a b/ü.lock'),
})
const components = fc.uniqueArray(
  fc.tuple(fc.oneof(plain, packaged), more).map(([what, rest]) => ({ ...what, ...rest })),
  { minLength: 1, maxLength: 12, selector: (one) => `${one.name} ${one.version}`.toLowerCase() },
)
const graph = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 })

function itemsFor(list: Partial<Component>[], edges: [number, number][]): Item[] {
  const own = list.map((one, n) => ({ ...one, type: 'component', ref: `${n}` }) as Component)
  const uses = edges.flatMap(([from, to]): Item[] =>
    from < own.length && to < own.length && from !== to
      ? [{ type: 'dependency', ref: `${from}`, dependsOn: [`${to}`] }]
      : [],
  )
  const root: Component = {
    type: 'component',
    ref: 'root',
    name: 'the root itself',
    version: '0',
    root: true,
  }
  return [root, ...own, { type: 'dependency', ref: 'root', dependsOn: own.map(({ ref }) => ref) }, ...uses]
}

const FORMATS: [SbomFormatId, Format, (text: string) => unknown[] | Promise<unknown[]>][] = [
  ['cyclonedx-1.7', cyclonedx, (text) => cyclonedxFlaws('1.7', text)],
  ['spdx-2.3', spdx, spdx2Flaws],
  ['spdx-3.0', spdx, () => []],
]

// Whether something is direct is read from the graph again.
const withoutDirect = ({ uses, edges }: Awaited<ReturnType<typeof storedSbom>>) => ({
  edges,
  uses: uses.map((use) => ({ ...(use as object), direct: null })),
})

test.each(FORMATS)('%s carries whatever names there are', async (format, reader, flaws) => {
  const { pool } = database
  const run = async (list: Partial<Component>[], edges: [number, number][]) => {
    const asset = await testAsset(pool)
    await ingest(pool, { asset, items: itemsFor(list, edges), tool: 'one' })
    const { body } = await exportSbom(pool, localActor, asset, { format })
    const text = (await body.toArray()).join('')
    expect(await flaws(text)).toEqual([])
    const items = await itemsOf(reader, text)
    expect(problemsIn(items)).toEqual([])
    const copy = await testAsset(pool)
    await ingest(pool, { asset: copy, items, tool: 'two' })
    expect(withoutDirect(await storedSbom(pool, copy))).toEqual(withoutDirect(await storedSbom(pool, asset)))
  }
  await fc.assert(fc.asyncProperty(components, graph, run), { numRuns: 15 })
})
