import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CORPUS, WITHOUT_CORPUS } from '../corpus.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { testUploads, type Uploads } from '../uploads.ts'

// Six container images, each described by Syft, Trivy, Tern and bom (SPDX 2.2 and 2.3, with and without package URLs, with types of
// old). What two tools call by the same name and version is one package of the asset; Kubernetes' bom lists layers, no packages.

const IMAGES = join(CORPUS ?? '', 'sboms/bom-shelter/in-the-lab')
const TOOLS = ['syft', 'trivy', 'tern', 'bom']

describe.skipIf(!CORPUS)(`components across tools${WITHOUT_CORPUS}`, () => {
  let db: TestDatabase
  let uploads: Uploads

  beforeAll(async () => {
    db = await testDatabase()
    uploads = await testUploads(db.pool)
    for (const image of readdirSync(IMAGES))
      for (const tool of TOOLS) {
        const report = readFileSync(join(IMAGES, image, `${tool}.spdx.json`))
        const done = await uploads.upload(report, { asset: image, scope: tool })
        expect(done, `${image} ${tool}`).toMatchObject({ status: 'done' })
      }
  }, 120_000)
  afterAll(async () => {
    await uploads.close()
    await db.drop()
  })

  test('pairs of tools: precision ≥ 0.99, recall ≥ 0.95', async () => {
    const { rows } = await db.pool.query<{ together: number; right: number; should: number; did: number }>(
      `with seen as (
         select u.asset_id, s.name as tool, c.id, lower(c.name) as name, c.version
         from component_use u join scope s on s.asset_id = u.asset_id and s.id = u.scope_id join component c on c.id = u.component_id
         where c.version <> '' and not u.root
       )
       select count(*) filter (where a.id = b.id)::int as together,
              count(*) filter (where a.id = b.id and a.name = b.name and a.version = b.version)::int as right,
              count(*) filter (where a.name = b.name and a.version = b.version)::int as should,
              count(*) filter (where a.name = b.name and a.version = b.version and a.id = b.id)::int as did
       from seen a join seen b on b.asset_id = a.asset_id and a.tool < b.tool and (a.id = b.id or (a.name = b.name and a.version = b.version))`,
    )
    const count = rows[0] as NonNullable<(typeof rows)[0]>
    console.log(`${JSON.stringify(count)}`)
    expect(count.should).toBeGreaterThan(250)
    expect(count.right / count.together).toBeGreaterThanOrEqual(0.99)
    expect(count.did / count.should).toBeGreaterThanOrEqual(0.95)
  })
})
