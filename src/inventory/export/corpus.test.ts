import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CORPUS, WITHOUT_CORPUS } from '../../../test/corpus.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { storedSbom } from '../../../test/stored-sbom.ts'
import { cyclonedxFlaws, spdx2Flaws, spdx3Flaws } from '../../../test/validators.ts'
import { localActor } from '../../access/actor.ts'
import { cyclonedx } from '../../formats/cyclonedx/index.ts'
import { spdx } from '../../formats/spdx/index.ts'
import { itemsOf, problemsIn } from '../../formats/test-items.ts'
import { newId } from '../../platform/ids.ts'
import { exportSbom } from './export-sbom.ts'

const FOLDERS = ['dependency-track', 'guac', 'trustify/spdx']
const MOST_BYTES = 100_000
const sbomsIn = (corpus: string, folder: string): string[] =>
  readdirSync(join(corpus, 'sboms', folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(corpus, 'sboms', name)).size < MOST_BYTES)
const files = FOLDERS.flatMap((folder) => (CORPUS ? sbomsIn(CORPUS, folder) : []))

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const FORMATS = [
  ['cyclonedx-1.7', cyclonedx, (text: string) => cyclonedxFlaws('1.7', text)],
  ['spdx-2.3', spdx, spdx2Flaws],
  ['spdx-3.0', spdx, spdx3Flaws],
] as const

/** Where the report names no root, the asset is its own. */
const ITSELF = 'the asset itself'

/** An asset as its SBOM has it, but for what SPDX has no place for, and what is direct, which is read from the graph again. */
async function stored(items: Awaited<ReturnType<typeof itemsOf>>) {
  const asset = await testAsset(db.pool, `${ITSELF} ${newId()}`)
  const told = items.filter(({ type }) => type === 'component' || type === 'dependency')
  await ingest(db.pool, { asset, tool: 'one', items: told })
  const { uses, edges } = await storedSbom(db.pool, asset)
  const plain = (uses as { name: string; namespace: string }[]).map(({ name, namespace, ...use }) => ({
    ...use,
    scope: null,
    name: namespace && !name.includes('/') ? `${namespace}/${name}` : name,
    direct: null,
  }))
  return {
    asset,
    uses: plain.filter(({ name }) => !name.startsWith(ITSELF)),
    edges: (edges as { from: string }[]).filter(({ from }) => !from.startsWith(ITSELF)),
  }
}

test.each(CORPUS ? files : [''])(`${WITHOUT_CORPUS}%s`, async (file) => {
  if (!CORPUS) return
  const text = readFileSync(join(CORPUS, 'sboms', file), 'utf8')
  const items = await itemsOf(text.includes('"CycloneDX"') ? cyclonedx : spdx, text).catch(() => [])
  if (!items.some(({ type }) => type === 'component')) return
  const { asset, ...before } = await stored(items)
  for (const [format, reader, flaws] of FORMATS) {
    const { body } = await exportSbom(db.pool, localActor, asset, { format })
    const document = (await body.toArray()).join('')
    expect(await flaws(document), format).toEqual([])
    const again = await itemsOf(reader, document)
    expect(problemsIn(again), format).toEqual([])
    const { asset: _, ...after } = await stored(again)
    expect({ uses: sorted(after.uses), edges: sorted(after.edges) }, format).toEqual({
      uses: sorted(before.uses),
      edges: sorted(before.edges),
    })
  }
})

const sorted = (list: unknown[]): string[] =>
  list.map((one) => JSON.stringify(one, Object.keys(one as object).sort())).sort()
