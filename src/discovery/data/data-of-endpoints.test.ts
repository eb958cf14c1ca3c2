import { expect, test } from 'vitest'
import type { DataField, Endpoint } from '../contract.ts'
import { dataOfEndpoints } from './data-of-endpoints.ts'
import { normalName } from './normal-name.ts'

const endpoint = (method: string, path: string, more: Partial<Endpoint> = {}): Endpoint => ({
  method,
  path,
  file: 'src/users.ts',
  line: 3,
  protocol: 'http',
  framework: 'Express',
  authenticated: false,
  data: [],
  parameters: [],
  sources: ['code'],
  ...more,
})
const field = (model: string, name: string, dataClass: DataField['class']): DataField => ({
  model,
  name,
  class: dataClass,
  kind: name,
  confidence: 0.9,
  evidence: 'x',
  source: 'sql',
  file: 'db.sql',
  line: 7,
})

test('a handler’s models give the classes and the links', () => {
  const { endpoints, links } = dataOfEndpoints(
    [
      endpoint('POST', '/users', {
        uses: ['CreateUserDto'],
        handler: { name: 'create', file: 'a.ts', line: 1 },
      }),
      endpoint('GET', '/cards', { uses: ['Card', 'Unknown'] }),
    ],
    [
      field('users', 'email', 'pii'),
      field('users', 'password', 'credentials'),
      field('Card', 'number', 'pci'),
    ],
  )
  expect(endpoints.map((one) => one.data)).toEqual([['pii', 'credentials'], ['pci']])
  expect(links).toEqual([
    {
      from: 'endpoint:POST /users',
      kind: 'writes',
      to: 'model:users',
      evidence: 'src/users.ts:3 create names CreateUserDto, which is users at db.sql:7',
      confidence: 0.65,
    },
    {
      from: 'endpoint:GET /cards',
      kind: 'reads',
      to: 'model:Card',
      evidence: 'src/users.ts:3 names Card',
      confidence: 0.8,
    },
  ])
})

test('parameters tell too, ids do not', () => {
  const body = (name: string) => ({ name, in: 'body' as const })
  const { endpoints, links } = dataOfEndpoints(
    [
      endpoint('POST', '/login', { parameters: [body('email'), body('password')] }),
      endpoint('GET', '/users/{id}', { parameters: [{ name: 'id', in: 'path' }] }),
    ],
    [],
  )
  expect(endpoints.map((one) => one.data)).toEqual([['pii', 'credentials'], []])
  expect(links).toEqual([])
})

test.each([
  ['CreateUserDto', 'user'],
  ['app.models.User', 'user'],
  ['UserProfiles', 'user profile'],
  ['categories', 'category'],
  ['Addresses', 'address'],
])('%s is about %s', (name, normal) => {
  expect(normalName(name)).toBe(normal)
})
