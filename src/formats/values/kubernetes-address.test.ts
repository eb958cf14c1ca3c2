import { expect, test } from 'vitest'
import { kubernetesAddress } from './kubernetes-address.ts'

test('kind, namespace and name, as far as they are known', () => {
  expect(kubernetesAddress({ kind: 'Deployment', namespace: 'shop', name: 'api' })).toBe(
    'Deployment/shop/api',
  )
  expect(kubernetesAddress({ kind: 'ClusterRole', namespace: '', name: 'brewer' })).toBe('ClusterRole/brewer')
  expect(kubernetesAddress({ kind: 'Deployment', namespace: 'shop' })).toBeUndefined()
})
