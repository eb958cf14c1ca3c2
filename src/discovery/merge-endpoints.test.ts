import { expect, test } from 'vitest'
import type { Endpoint } from './contract.ts'
import { mergeEndpoints } from './merge-endpoints.ts'

const endpoint = (over: Partial<Endpoint>): Endpoint => ({
  method: 'GET',
  path: '/users/{id}',
  file: 'routes.ts',
  line: 1,
  protocol: 'http',
  framework: 'Express',
  authenticated: false,
  data: [],
  parameters: [{ name: 'id', in: 'path' }],
  sources: ['code'],
  ...over,
})
const declared = endpoint({
  path: '/users/{userId}',
  file: 'openapi.yaml',
  framework: 'OpenAPI',
  authenticated: true,
  authentication: 'bearer',
  data: ['pii'],
  parameters: [
    { name: 'userId', in: 'path' },
    { name: 'verbose', in: 'query' },
  ],
  sources: ['declared'],
})

test('code and its description are one endpoint, at the code, and the description does not lock the door', () => {
  expect(mergeEndpoints([declared, endpoint({})], () => undefined)).toEqual([
    endpoint({
      data: ['pii'],
      parameters: [
        { name: 'id', in: 'path' },
        { name: 'verbose', in: 'query' },
      ],
      sources: ['code', 'declared'],
    }),
  ])
})

test('another method or path is another endpoint', () => {
  expect(
    mergeEndpoints([declared, endpoint({ method: 'PUT' }), endpoint({ path: '/users' })], () => undefined),
  ).toHaveLength(3)
})

test('two deployables may have the same operation, and a description goes to the only one that has it', () => {
  const home = (file: string) => (file.includes('/') ? file.split('/')[0] : '.')
  const two = mergeEndpoints([endpoint({ file: 'a/routes.ts' }), endpoint({ file: 'b/routes.ts' })], home)
  expect(two.map(({ name, deployable }) => [name, deployable])).toEqual([
    ['GET /users/{id} in a', 'a'],
    ['GET /users/{id} in b', 'b'],
  ])
  const one = mergeEndpoints([endpoint({ file: 'a/routes.ts' }), declared], home)
  expect(one).toMatchObject([{ deployable: 'a', sources: ['code', 'declared'] }])
  expect(one[0]?.name).toBeUndefined()
})
