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
  expect(mergeEndpoints([declared, endpoint({})])).toEqual([
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
  expect(mergeEndpoints([declared, endpoint({ method: 'PUT' }), endpoint({ path: '/users' })])).toHaveLength(
    3,
  )
})
