import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import type { Item } from '../../formats/contract.ts'
import type { Component } from '../../model/component.ts'

let it: TestApp
let asset: string
const component = (purl: string, over: Partial<Component> = {}): Component => {
  const [, name = '', version] = /([^/]+?)@([^@]+)$/.exec(purl) ?? []
  return { type: 'component', ref: purl, name: decodeURIComponent(name), version, purl, ...over }
}
const needs = (ref: string, ...dependsOn: string[]): Item => ({ type: 'dependency', ref, dependsOn })
const [APP, CORE, QS] = ['pkg:npm/app@1.0.0', 'pkg:npm/%40babel/core@7.0.0', 'pkg:npm/qs@6.0.0'] as const

beforeAll(async () => {
  it = await testApp()
  asset = await testAsset(it.pool, 'app')
  await ingest(it.pool, {
    asset,
    tool: 'cdxgen',
    items: [
      component(APP, { root: true }),
      component(CORE, { direct: true }),
      component(QS),
      needs(APP, CORE),
      needs(CORE, QS, APP),
      {
        type: 'observation',
        kind: 'dependency',
        rule: 'CVE-2022-1',
        title: 'core',
        severity: 'high',
        advisories: ['CVE-2022-1'],
        component: { name: '@babel/core', version: '7.0.0' },
        raw: '{}',
      },
    ],
  })
  // Another tool says the same, and another branch something else.
  await ingest(it.pool, { asset, tool: 'syft', items: [component(CORE), component(QS), needs(CORE, QS)] })
  await ingest(it.pool, { asset, tool: 'syft', branch: 'next', items: [component('pkg:npm/new@1.0.0')] })
})
afterAll(() => it.close())

test('an asset’s graph is that of its default branch, over all tools', async () => {
  const response = await it.app.inject({ url: `/api/v1/assets/${asset}/dependencies`, headers: local })
  expect(response.statusCode).toBe(200)
  const { nodes, edges } = response.json()
  expect(nodes).toMatchObject([
    { name: 'app', root: true, openFindings: 0, severity: null },
    { name: '@babel/core', version: '7.0.0', root: false, direct: true, openFindings: 1, severity: 'high' },
    { name: 'qs', root: false, openFindings: 0 },
  ])
  const told = edges.map(([from, to]: [number, number]) => `${nodes[from].name} → ${nodes[to].name}`)
  expect(told.sort()).toEqual(['@babel/core → app', '@babel/core → qs', 'app → @babel/core'])
})

test('those who may not see the asset do not see its graph', async () => {
  const { headers } = await it.somebody('developer')
  const response = await it.app.inject({ url: `/api/v1/assets/${asset}/dependencies`, headers })
  expect(response.statusCode).toBe(404)
})
