import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { itemsOf } from '../test-items.ts'
import { stanceDiscovery } from './index.ts'

test('components and who uses them', async () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/many.json'), 'utf8')
  const items = await itemsOf(stanceDiscovery, text)
  expect(items.filter(({ type }) => type === 'component' || type === 'dependency')).toEqual([
    {
      type: 'component',
      ref: 'root:services/tills',
      name: 'tills',
      componentType: 'application',
      path: 'services/tills/go.mod',
      root: true,
    },
    {
      type: 'component',
      ref: 'services/tills/go.mod#chi',
      name: 'github.com/go-chi/chi/v5',
      version: 'v5.0.1',
      purl: 'pkg:golang/github.com/go-chi/chi/v5@v5.0.1',
      componentType: 'library',
      licenses: ['MIT'],
      scope: 'runtime',
      direct: true,
      path: 'services/tills/go.mod',
    },
    { type: 'dependency', ref: 'root:services/tills', dependsOn: ['services/tills/go.mod#chi'] },
  ])
  expect(items.filter((item) => item.type === 'problem' && /^\/components\/2/.test(item.where))).toHaveLength(
    1,
  )
})
