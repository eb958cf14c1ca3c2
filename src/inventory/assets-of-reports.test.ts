import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testAsset } from '../../test/ingest.ts'
import type { AssetClaim } from '../model/asset.ts'
import { transaction } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { type AssetWanted, findOrCreateAsset } from './find-or-create-asset.ts'
import { registerClaims } from './register-claims.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const find = (wanted: AssetWanted) => transaction(database.pool, (tx) => findOrCreateAsset(tx, wanted))
const claim = (asset: string, claims: AssetClaim[]) =>
  transaction(database.pool, (tx) => registerClaims(tx, asset, claims, 'trivy'))

describe('the asset of an upload', () => {
  test('is made as a repository, and found again', async () => {
    const made = await find({ name: 'shop', branch: 'trunk' })
    expect(made).toMatchObject({ kind: 'repository', name: 'shop', defaultBranch: 'trunk', created: true })
    expect(await find({ name: 'shop', branch: 'feature' })).toEqual({ ...made, created: false })
    expect(await find({ name: 'other' })).toMatchObject({ defaultBranch: 'main' })
  })

  test('without a kind is the only one of its name, whatever it is', async () => {
    const made = await find({ name: 'registry.example.com/shop:1', kind: 'container-image' })
    expect(await find({ name: 'registry.example.com/shop:1' })).toMatchObject({ id: made.id, created: false })
  })

  test('must be told apart where several share the name', async () => {
    await find({ name: 'twin', kind: 'service' })
    await find({ name: 'twin', kind: 'api' })
    await expect(find({ name: 'twin' })).rejects.toMatchObject({ code: 'ambiguous_asset', status: 409 })
    expect(await find({ name: 'twin', kind: 'api' })).toMatchObject({ kind: 'api', created: false })
  })

  test('is made once by many uploads at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => find({ name: 'rush' })))
    expect(new Set(made.map((asset) => asset.id)).size).toBe(1)
    expect(made.filter((asset) => asset.created)).toHaveLength(1)
  })
})

describe('assets that a report speaks of', () => {
  const image = (name: string, attributes = {}): AssetClaim => ({
    type: 'asset',
    kind: 'container-image',
    name,
    attributes,
  })
  const links = async (asset: string) =>
    (
      await database.pool.query(
        `select l.kind, a.name, l.source from asset_link l join asset a on a.id = l.to_id where from_id = $1 order by a.name`,
        [asset],
      )
    ).rows

  test('are made once, linked, and their attributes refreshed', async () => {
    const asset = await testAsset(database.pool)
    expect(
      await claim(asset, [image('a:1', { os: 'alpine' }), image('b:1'), image('a:1', { os: 'alpine' })]),
    ).toBe(2)
    expect(await claim(asset, [image('a:1', { digest: 'sha256:1' })])).toBe(0)
    expect(await links(asset)).toEqual([
      { kind: 'contains', name: 'a:1', source: 'trivy' },
      { kind: 'contains', name: 'b:1', source: 'trivy' },
    ])
    const { rows } = await database.pool.query(`select attributes from asset where name = 'a:1'`)
    expect(rows).toEqual([{ attributes: { os: 'alpine', digest: 'sha256:1' } }])
  })

  test('may be the asset itself', async () => {
    const { id } = await find({ name: 'self:1', kind: 'container-image' })
    expect(await claim(id, [image('self:1')])).toBe(0)
    expect(await links(id)).toEqual([])
  })

  test('belong to the application of the asset, unless they are known already', async () => {
    const [application, asset] = [newId(), await testAsset(database.pool)]
    await find({ name: 'known:1', kind: 'container-image' })
    await database.pool.query('insert into application (id, name) values ($1, $2)', [application, 'Shop'])
    await database.pool.query('update asset set application_id = $2 where id = $1', [asset, application])
    await claim(asset, [image('known:1'), image('new:1')])
    const { rows } = await database.pool.query(
      `select name, application_id from asset where name in ('known:1', 'new:1') order by name`,
    )
    expect(rows).toEqual([
      { name: 'known:1', application_id: null },
      { name: 'new:1', application_id: application },
    ])
  })

  test('of many reports at once neither double nor wait in a circle', async () => {
    const assets = await Promise.all(Array.from({ length: 8 }, () => testAsset(database.pool)))
    const claims = Array.from({ length: 40 }, (_, n) => image(`crowd:${n}`, { n: String(n) }))
    const made = await Promise.all(
      assets.map((asset, n) => claim(asset, n % 2 ? claims : [...claims].reverse())),
    )
    expect(made.reduce((a, b) => a + b)).toBe(40)
  })
})
