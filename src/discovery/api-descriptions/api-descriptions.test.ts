import { expect, test } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { apiDescriptions, isOwnDescription } from './index.ts'

const discovered = (texts: Record<string, string>) => discoverTexts(texts, [asAny(apiDescriptions)])
const found = (texts: Record<string, string>): string[] =>
  discovered(texts).endpoints.map(
    (one) =>
      `${one.method} ${one.path} ${one.framework} ${one.authentication ?? 'open'} [${one.parameters.map((parameter) => `${parameter.in}:${parameter.name}`).join(' ')}] ${(one.uses ?? []).join(',')} ${one.file}:${one.line}`,
  )

test('OpenAPI 3: prefix of the one server, security, parameters, references in the document', () => {
  expect(
    found({
      'spec/openapi.yaml': `openapi: 3.0.3
servers:
  - url: https://{tenant}.example.com/{base}/v1
    variables: { tenant: { default: a }, base: { default: api } }
security:
  - bearer: []
paths:
  /users/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    get:
      operationId: getUser
      responses: { '200': { $ref: '#/components/responses/One' } }
    put:
      security: []
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/User' } } }
      responses: {}
    patch:
      security: [{}, { bearer: [] }]
      responses: {}
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string, format: uuid } }
  responses:
    One: { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/User' } } } } }
  schemas:
    User: { properties: { email: { type: string } } }`,
    }),
  ).toEqual([
    'GET /api/v1/users/{id} OpenAPI bearer [path:id] User spec/openapi.yaml:11',
    'PUT /api/v1/users/{id} OpenAPI open [path:id body:email] User spec/openapi.yaml:14',
    'PATCH /api/v1/users/{id} OpenAPI open [path:id]  spec/openapi.yaml:19',
  ])
})

test('Swagger 2 in JSON', () => {
  expect(
    found({
      'docs/api.json': JSON.stringify({
        swagger: '2.0',
        basePath: '/v2',
        paths: {
          '/pets': {
            post: {
              security: [{ key: [] }, { oauth: ['write'] }],
              parameters: [{ in: 'body', name: 'body', schema: { $ref: '#/definitions/Pet' } }],
              responses: {},
            },
          },
        },
        definitions: { Pet: { properties: { name: { type: 'string' } } } },
      }),
    }),
  ).toEqual(['POST /v2/pets Swagger key, oauth [body:name] Pet docs/api.json:1'])
})

test('parts in files beside; what is not there is a problem', () => {
  const texts = {
    'api/main.yaml': `openapi: 3.1.0
servers: [{ url: /api }]
paths:
  /users: { $ref: './paths/users.yaml' }
  /orders: { $ref: 'paths/all.yaml#/orders' }
  /gone: { $ref: 'paths/gone.yaml' }
  /round: { $ref: 'paths/round.yaml' }`,
    'api/paths/users.yaml': `get:
  parameters:
    - $ref: '../common.yaml#/limit'
  responses: {}`,
    'api/paths/all.yaml': `orders:
  post: { responses: { '201': { content: { a/b: { schema: { $ref: '../schemas/Order.yaml' } } } } } }`,
    'api/common.yaml': 'limit: { name: limit, in: query, schema: { type: integer } }',
    'api/paths/round.yaml': '$ref: ./round.yaml',
  }
  expect(found(texts)).toEqual([
    'GET /api/users OpenAPI open [query:limit]  api/paths/users.yaml:1',
    'POST /api/orders OpenAPI open [] Order api/paths/all.yaml:2',
  ])
  expect(discovered(texts).problems.map((one) => one.where)).toEqual(['api/main.yaml:6', 'api/main.yaml:7'])
})

test('OpenAPI 3.2: query and further methods', () => {
  expect(
    found({
      'a.yml': `openapi: 3.2.0
paths:
  /find:
    query: { responses: {} }
    additionalOperations:
      COPY: { responses: {} }`,
    }),
  ).toEqual(['QUERY /find OpenAPI open []  a.yml:4', 'COPY /find OpenAPI open []  a.yml:6'])
})

test('AsyncAPI 2 and 3', () => {
  expect(
    found({
      'two.yaml': `asyncapi: 2.6.0
channels:
  orders/{id}:
    publish: { message: { $ref: '#/components/messages/Placed' } }
components:
  messages: { Placed: { payload: { $ref: '#/components/schemas/Order' } } }
  schemas: { Order: {} }`,
      'three.yaml': `asyncapi: 3.0.0
channels:
  paid: { address: billing.paid, messages: { Paid: {} } }
operations:
  onPaid: { action: receive, channel: { $ref: '#/channels/paid' }, security: [{ $ref: '#/components/securitySchemes/sasl' }] }
  pay: { action: send, channel: { $ref: '#/channels/paid' } }
components: { securitySchemes: { sasl: {} } }`,
    }),
  ).toEqual([
    'SUBSCRIBE billing.paid AsyncAPI sasl []  three.yaml:5',
    'PUBLISH billing.paid AsyncAPI open []  three.yaml:6',
    'PUBLISH orders/{id} AsyncAPI open [path:id] Placed,Order two.yaml:4',
  ])
})

test('GraphQL: extensions, roots by name, directives, templates in code', () => {
  expect(
    found({
      'schema.graphql': `schema @link(url: "https://specs.apollo.dev/federation/v2.0") { query: Root }
type Root { me: User! @auth(requires: ADMIN)
  ping: String }
type User @key(fields: "id") { id: ID! email: String }
extend type Mutation @authenticated { rename(id: ID!, input: NameInput!): User, login: String @public }`,
      'src/types.ts':
        'const typeDefs = gql`\n  ${base}\n  extend type Subscription {\n    added: Post\n  }\n`',
      'src/operations.graphql': 'query Me { me { id } }',
    }),
  ).toEqual([
    'QUERY Query.me GraphQL @auth [] User schema.graphql:2',
    'QUERY Query.ping GraphQL open []  schema.graphql:3',
    'MUTATION Mutation.rename GraphQL @authenticated [body:id body:input] User,NameInput schema.graphql:5',
    'MUTATION Mutation.login GraphQL open []  schema.graphql:5',
    'SUBSCRIPTION Subscription.added GraphQL open [] Post src/types.ts:4',
  ])
})

test('protobuf: methods and their HTTP routes', () => {
  expect(
    found({
      'shop.proto': `syntax = "proto3";
package shop.v1;
service Orders {
  rpc Get(GetRequest) returns (stream Order) {
    option (google.api.http) = { get: "/v1/{name=sub-orders/*/**}" additional_bindings { post: "/v1/orders:find" body: "*" } };
  }
}`,
    }),
  ).toEqual([
    'RPC shop.v1.Orders/Get gRPC open [] GetRequest,Order shop.proto:4',
    'GET /v1/sub-orders/{sub_order}/{*name} gRPC open [path:sub_order path:name] GetRequest,Order shop.proto:4',
    'POST /v1/orders:find gRPC open [] GetRequest,Order shop.proto:4',
  ])
})

test('descriptions in folders of specifications are the tree’s own, those of tests are not', () => {
  expect(
    ['spec/openapi.yaml', 'specs/a.json', 'api/spec/b.yml', 'docs/x.yaml'].map(isOwnDescription),
  ).toEqual([true, true, true, true])
  expect(
    ['test/openapi.yaml', 'vendor/a/openapi.yaml', 'src/__tests__/x.json'].map(isOwnDescription),
  ).toEqual([false, false, false])
})

test('broken documents are problems, other files are silent', () => {
  const { endpoints, problems } = discovered({
    'openapi.yaml': 'openapi: 3.0.0\npaths:\n  /a: [\n  b: }',
    'x.graphql': 'type Query {',
    'y.proto': 'service X { rpc }',
    'chart/templates/a.yaml': '{{- if .Values.x }}\nresponses: {{ y }}\n',
    'deploy.yaml': 'kind: Service\nspec: { ports: [] }',
  })
  expect(endpoints).toEqual([])
  expect(problems.map((one) => one.where)).toEqual(['openapi.yaml', 'x.graphql', 'y.proto'])
})

test('hostile documents are survived', () => {
  const bomb = `openapi: 3.0.0\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\npaths: { /x: { get: { responses: *d } } }`
  const deep = `{"openapi":"3.0.0","paths":{"/x":{"get":{"responses":${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}}}}}`
  const polluted =
    '{"openapi":"3.0.0","paths":{"/x":{"$ref":"#/__proto__/y"}},"__proto__":{"y":{"get":{"responses":{}}}}}'
  const started = performance.now()
  discovered({ 'bomb.yaml': bomb, 'deep.json': deep, 'polluted.json': polluted })
  expect(({} as Record<string, unknown>).y).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(5000)
})
