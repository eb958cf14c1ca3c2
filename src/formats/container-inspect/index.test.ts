import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { repositoryName } from './image-items.ts'
import { containerInspect } from './index.ts'

const read = (name: string) => itemsOf(containerInspect, fixtureOf(containerInspect, name))

test('an image with its repository and its base', async () => {
  const items = await read('many.json')
  expect(linksOf(items)).toEqual([
    'repository:github.com/acme/api builds image:registry.example/api',
    'image:registry.example/api uses image:node',
    'workload:container/api-1 runs image:registry.example/api',
  ])
  expect(nodesOf(items)['image:registry.example/api']?.attributes).toMatchObject({
    user: 'node',
    ports: '8080/tcp',
    revision: '0f3ac1d',
    digest: `sha256:${'a'.repeat(64)}`,
  })
})

test('a container with what it may do on its machine', async () => {
  expect(nodesOf(await read('many.json'))['workload:container/api-1']).toMatchObject({
    exposure: 'internal',
    attributes: {
      privileged: 'true',
      hostPath: '/var/run/docker.sock',
      exposedBy: 'published on 0.0.0.0:80',
    },
  })
})

test('skopeo and manifests of a registry', async () => {
  expect(Object.keys(nodesOf(await read('one.json')))).toEqual(['image:registry.example/till'])
  expect(linksOf(await read('one.manifest.json'))).toEqual([
    'repository:git.example/acme/cart builds image:registry.example/cart',
  ])
})

test('no variable of an environment leaves', async () => {
  expect(JSON.stringify([await read('many.json'), await read('one.json')])).not.toContain('brew-secret')
})

test('an image without a name and what is none are told', async () => {
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(3)
})

test.each([
  ['https://ann:secret@github.com/acme/api.git', 'github.com/acme/api'],
  ['ssh://git@git.example:22/acme/api', 'git.example/acme/api'],
  ['not an address', undefined],
])('%s is %s', (source, name) => expect(repositoryName(source)).toBe(name))
