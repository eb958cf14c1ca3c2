import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../test/app.ts'
import { ingest, testAsset } from '../../test/ingest.ts'
import type { Component } from '../model/component.ts'
import { addUpComponentUsers, USERS, WAITING_USERS } from './component-users.ts'

let it: TestApp
const assets: Record<string, string> = {}
beforeAll(async () => {
  it = await testApp()
  for (const name of ['one', 'two']) assets[name] = await testAsset(it.pool, name)
})
afterAll(() => it.close())

const list = (asset: string, tool: string, names: string, branch = 'main') =>
  ingest(it.pool, {
    asset: assets[asset] as string,
    tool,
    branch,
    items: names.split(' ').map((name): Component => {
      const purl = `pkg:npm/${name.replace('!', '')}@1.0.0`
      return {
        type: 'component',
        ref: purl,
        purl,
        name: name.replace('!', ''),
        version: '1.0.0',
        root: name.endsWith('!'),
      }
    }),
  })

/** What is kept, which must be what counting gives; as `name: assets/uses` of what is in use. */
async function kept(): Promise<string[]> {
  const read = async (from: string) =>
    (
      await it.pool.query<{ one: string }>(
        `select name || ': ' || users || '/' || uses as one from (${from}) u where uses > 0 order by 1`,
      )
    ).rows.map(({ one }) => one)
  const told = await read(
    `select a.name, ${USERS} as users, a.uses + coalesce(waiting.uses, 0) as uses from component a ${WAITING_USERS}`,
  )
  expect(told).toEqual(
    await read(`select c.name, count(*) as uses, count(distinct u.asset_id) filter (where s.branch = a.default_branch) as users
      from component_use u join component c on c.id = u.component_id
      join asset a on a.id = u.asset_id join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
      where not u.root group by c.id, c.name`),
  )
  return told
}

const listed = async (query: string) => {
  const url = `/api/v1/components?${query}`
  const { items, total } = (await it.app.inject({ url, headers: local })).json()
  return [...items.map(({ name, assets }: { name: string; assets: number }) => `${name} ${assets}`), total]
}

test('is what counting all uses gives, after every kind of change', async () => {
  await list('one', 'syft', 'shop! a b c')
  expect(await kept()).toEqual(['a: 1/1', 'b: 1/1', 'c: 1/1'])
  // Another tool sees one of them too, another asset has two.
  await list('one', 'cdxgen', 'a d')
  await list('two', 'syft', 'b c')
  expect(await kept()).toEqual(['a: 1/2', 'b: 2/2', 'c: 2/2', 'd: 1/1'])
  expect(await addUpComponentUsers(it.pool)).toBeGreaterThan(0)
  expect(await addUpComponentUsers(it.pool)).toBe(0)
  expect(await kept()).toEqual(['a: 1/2', 'b: 2/2', 'c: 2/2', 'd: 1/1'])
  // One tool does not show it any more, the other still does.
  await list('one', 'syft', 'shop! b c')
  expect(await kept()).toEqual(['a: 1/1', 'b: 2/2', 'c: 2/2', 'd: 1/1'])
  await list('one', 'cdxgen', 'd')
  expect(await kept()).toEqual(['b: 2/2', 'c: 2/2', 'd: 1/1'])
  // What a list is about is none of what it lists.
  await list('one', 'syft', 'shop! b! c')
  expect(await kept()).toEqual(['b: 1/1', 'c: 2/2', 'd: 1/1'])
  await list('two', 'syft', 'e c', 'next')
  expect(await kept()).toEqual(['b: 1/1', 'c: 2/3', 'd: 1/1', 'e: 0/1'])
  expect(await listed('sort=assets')).toEqual([
    'c 2',
    expect.stringMatching(/^[bd] 1$/),
    expect.stringMatching(/^[bd] 1$/),
    'e 0',
    4,
  ])
  expect(await listed('sort=name&limit=2')).toEqual(['b 1', 'c 2', 4])
})

test('follows the default branch, and an asset that is deleted', async () => {
  const change = await it.app.inject({
    method: 'PATCH',
    url: `/api/v1/assets/${assets.two}`,
    headers: local,
    payload: { defaultBranch: 'next' },
  })
  expect(change.statusCode, change.body).toBe(200)
  expect(await kept()).toEqual(['b: 0/1', 'c: 2/3', 'd: 1/1', 'e: 1/1'])
  const gone = await it.app.inject({
    method: 'DELETE',
    url: `/api/v1/assets/${assets.two}`,
    headers: local,
  })
  expect(gone.statusCode, gone.body).toBeLessThan(300)
  await addUpComponentUsers(it.pool)
  expect(await kept()).toEqual(['c: 1/1', 'd: 1/1'])
  expect(await listed('sort=assets')).toEqual([
    expect.stringMatching(/^[cd] 1$/),
    expect.stringMatching(/^[cd] 1$/),
    2,
  ])
})
