import { expect, test } from 'vitest'
import { stanceDiscovery } from '../../formats/stance-discovery/index.ts'
import { itemsOf } from '../../formats/test-items.ts'
import { discoverTexts } from '../test-discover.ts'

test('a repository’s own policy is found at its root, and handed on as it is written', async () => {
  const text = 'policy: own\nversion: 1\nrules: [{ id: r, for: { kind: code }, then: { tag: "ä" } }]\n'
  const found = discoverTexts({
    '.stance/policy.yaml': text,
    'examples/.stance/policy.yaml': 'policy: other',
  })
  expect(found.policies).toEqual([{ path: '.stance/policy.yaml', text }])
  const items = await itemsOf(stanceDiscovery, JSON.stringify({ stanceDiscovery: 1, ...found }))
  expect(items.filter(({ type }) => type === 'policy')).toEqual([{ type: 'policy', text }])
})
