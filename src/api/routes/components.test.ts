import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import type { Item } from '../../formats/contract.ts'
import type { Component } from '../../model/component.ts'
import { newId } from '../../platform/ids.ts'

let it: TestApp
const assets: Record<string, string> = {}

const component = (purl: string, over: Partial<Component> = {}): Component => {
  const [, name = '', version] = /([^/]+?)@([^@]+)$/.exec(purl) ?? []
  return { type: 'component', ref: purl, name: decodeURIComponent(name), version, purl, ...over }
}
const uses = (ref: string, ...dependsOn: string[]): Item => ({ type: 'dependency', ref, dependsOn })
const SHOP = 'pkg:npm/shop@1.0.0'
const EXPRESS = 'pkg:npm/express@4.18.0'
const QS = 'pkg:npm/qs@6.11.0'
const CORE = 'pkg:npm/%40babel/core@7.24.0'
const MANIFEST: Component = {
  type: 'component',
  ref: 'file',
  name: '/requirements.txt',
  componentType: 'file',
}
const LOG4J = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1'

beforeAll(async () => {
  it = await testApp()
  for (const name of ['shop', 'ledger', 'loop', 'bare']) assets[name] = await testAsset(it.pool, name)
  await ingest(it.pool, {
    asset: assets.shop as string,
    tool: 'cdxgen',
    items: [
      component(SHOP, { root: true }),
      component(EXPRESS, { direct: true, licenses: ['MIT'], scope: 'runtime', path: 'package-lock.json' }),
      component(QS, { direct: false, licenses: ['BSD-3-Clause'] }),
      component(CORE, { licenses: ['MIT'] }),
      uses(SHOP, EXPRESS, CORE),
      uses(EXPRESS, QS),
      {
        type: 'observation',
        kind: 'dependency',
        rule: 'CVE-2022-24999',
        title: 'Prototype poisoning in qs',
        severity: 'high',
        advisories: ['CVE-2022-24999'],
        component: { name: 'qs', version: '6.11.0', purl: QS },
        raw: '{}',
      },
    ],
  })
  await ingest(it.pool, {
    asset: assets.ledger as string,
    tool: 'syft',
    items: [component(QS), component('pkg:npm/qs@6.5.0'), component(LOG4J), MANIFEST],
  })
  await ingest(it.pool, {
    asset: assets.ledger as string,
    tool: 'syft',
    branch: 'next',
    items: [component(EXPRESS)],
  })
  const [a, b, c] = ['pkg:npm/a@1', 'pkg:npm/b@1', 'pkg:npm/c@1'] as const
  await ingest(it.pool, {
    asset: assets.loop as string,
    tool: 'syft',
    items: [component(a), component(b), component(c), uses(a, b), uses(b, c), uses(c, a)],
  })
})
afterAll(() => it.close())

const get = async (url: string, headers: Somebody['headers'] = local) =>
  (await it.app.inject({ url: `/api/v1${url}`, headers })).json()
const search = async (query: string): Promise<string[]> =>
  (await get(`/components?${query}`)).items.map(
    (item: { name: string; version: string }) => `${item.name}@${item.version}`,
  )
const only = async (q: string) => (await get(`/components?q=${encodeURIComponent(q)}`)).items[0]

test.each([
  ['QS', ['qs@6.11.0', 'qs@6.5.0']],
  ['qs@6.5', ['qs@6.5.0']],
  ['qs@6.5.0', ['qs@6.5.0']],
  ['qs@7', []],
  ['pkg:npm/qs@6.11.0', ['qs@6.11.0']],
  ['pkg:npm/qs', ['qs@6.11.0', 'qs@6.5.0']],
  ['pkg:pypi/qs', []],
  ['pkg:broken', []],
  ['@babel/core', ['core@7.24.0']],
  ['@babel/', ['core@7.24.0']],
  ['@babel/core@7', ['core@7.24.0']],
  ['log4j:log4j-core', ['log4j-core@2.14.1']],
  ['org.apache.logging.log4j/log4j-core@2.14.1', ['log4j-core@2.14.1']],
  ['%', []],
  ['_s', []],
])('a search for %s', async (q, expected) => {
  expect(await search(`q=${encodeURIComponent(q)}`)).toEqual(expected)
})

test('files that tools list beside packages are there for who asks', async () => {
  expect(await search('limit=500')).not.toContain('/requirements.txt@')
  expect(await search('ecosystem=file')).toEqual(['/requirements.txt@'])
})

test('filters narrow, and pages follow one another', async () => {
  expect(await search('license=MIT')).toEqual(['core@7.24.0', 'express@4.18.0'])
  expect(await search('ecosystem=maven')).toEqual(['log4j-core@2.14.1'])
  expect(await search('asset=ledger&q=qs')).toEqual(['qs@6.11.0', 'qs@6.5.0'])
  expect(await search(`asset=${assets.shop}&q=qs`)).toEqual(['qs@6.11.0'])
  const all = await search('limit=500')
  for (const sort of ['name', 'assets']) {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await get(`/components?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(
        ...page.items.map((item: { name: string; version: string }) => `${item.name}@${item.version}`),
      )
      expect(page.total).toBe(all.length)
      cursor = page.next
    }
    expect([...seen].sort()).toEqual([...all].sort())
  }
  expect((await search('sort=assets&limit=1'))[0]).toBe('qs@6.11.0')
})

test('a component says who uses it, what is open on it, and how it comes in', async () => {
  const qs = await only('qs@6.11.0')
  expect(qs).toMatchObject({
    purl: QS,
    ecosystem: 'npm',
    licenses: ['BSD-3-Clause'],
    assets: 2,
    openFindings: 1,
  })
  expect(await get(`/components/${qs.id}`)).toEqual(qs)
  const { items, total, next } = await get(`/components/${qs.id}/uses`)
  expect([total, next]).toEqual([2, null])
  expect(items).toEqual([
    {
      asset: { id: assets.ledger, name: 'ledger' },
      application: null,
      direct: null,
      scope: null,
      path: null,
      tool: 'syft',
      licensesSaid: [],
      reach: null,
      chain: [],
    },
    {
      asset: { id: assets.shop, name: 'shop' },
      application: null,
      direct: false,
      scope: null,
      path: null,
      tool: 'cdxgen',
      licensesSaid: [],
      reach: null,
      chain: ['shop', 'express', 'qs'],
    },
  ])
  const first = await get(`/components/${qs.id}/uses?limit=1`)
  expect((await get(`/components/${qs.id}/uses?limit=1&cursor=${first.next}`)).items).toEqual([items[1]])
})

test('only default branches count as use', async () => {
  const express = await only('express')
  expect(express.assets).toBe(1)
  const { items } = await get(`/components/${express.id}/uses`)
  expect(items).toMatchObject([
    {
      asset: { name: 'shop' },
      direct: true,
      scope: 'runtime',
      path: 'package-lock.json',
      chain: ['shop', 'express'],
    },
  ])
})

test('a graph that runs in a circle ends', async () => {
  const { items } = await get(`/components/${(await only('c@1')).id}/uses`)
  expect(items[0].chain).toEqual(['a', 'b', 'c'])
})

test('the root of a graph is its own chain, and scopes keep their names', async () => {
  const { rows } = await it.pool.query("select id from component where name = 'shop'")
  expect((await get(`/components/${rows[0].id}/uses`)).items[0].chain).toEqual(['shop'])
  expect(await get(`/components/${rows[0].id}`)).toMatchObject({ name: 'shop', assets: 0 })
  // What a list is about is none of what it lists.
  expect((await get('/components?q=shop')).items).toEqual([])
  expect((await get(`/components/${(await only('@babel/core')).id}/uses`)).items[0].chain).toEqual([
    'shop',
    '@babel/core',
  ])
})

test('developers see the components of their own assets, counted over these', async () => {
  const make = async (url: string, payload: object) =>
    (await it.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: local, payload })).json()
  const team = await make('/teams', { name: 'Ledger' })
  const application = await make('/applications', { name: 'Ledger', teamId: team.id })
  await it.app.inject({
    method: 'PATCH',
    url: `/api/v1/assets/${assets.ledger}`,
    headers: local,
    payload: { applicationId: application.id },
  })
  const { headers } = await it.somebody('developer', [team.id])
  const seen = await get('/components?q=qs', headers)
  expect(seen.items).toMatchObject([
    { version: '6.11.0', assets: 1, openFindings: 0 },
    { version: '6.5.0', assets: 1, openFindings: 0 },
  ])
  const core = await only('@babel/core')
  for (const url of [`/components/${core.id}`, `/components/${core.id}/uses`, `/components/${newId()}`])
    expect((await it.app.inject({ url: `/api/v1${url}`, headers })).statusCode).toBe(404)
})
