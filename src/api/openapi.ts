import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import swagger from '@fastify/swagger'
import type { FastifySchema, RouteOptions } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Api } from './api.ts'
import { namedSchemas } from './openapi-schemas.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))

type Transform = NonNullable<Parameters<typeof createJsonSchemaTransform>[0]>

/** Makes the OpenAPI 3.1 document out of the routes' own schemas; `app.swagger()` gives it. Register before any route. */
export async function openApi(app: Api): Promise<void> {
  const queries = new Set<unknown>()
  app.addHook('onRoute', ({ schema }) => void queries.add(schema?.querystring).add(schema?.params))
  const schemas = namedSchemas(() => queries)
  const options: Transform = {
    schemaRegistry: schemas.registry,
    zodToJsonConfig: { override: schemas.override },
  }
  const transform = createJsonSchemaTransform(options)
  const transformObject = createJsonSchemaTransformObject(options)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Stance',
        version,
        description:
          'Everything that the web app does. Authenticate with an API token (`Authorization: Bearer stance_…`). Errors are problem details (RFC 9457): `code` is stable, `detail` says what to do next. Lists answer pages: pass `next` as `cursor`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API token, made in Settings or by `stance token create`.',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'stance.session_token',
            description: 'The web app’s session.',
          },
        },
      },
    },
    transform(document) {
      schemas.fill()
      const { schema, url } = transform(document as never)
      return { url, schema: describe(schema as FastifySchema & { hide?: boolean }, document.route) }
    },
    transformObject: (document) =>
      withoutUnused(transformObject(document as never) as OpenApiObject) as never,
  })
}

/** In the order of the reference page. */
const TAGS = [
  { name: 'findings', description: 'Weaknesses, each once, whatever number of tools saw it.' },
  {
    name: 'metrics',
    description: 'How it goes: time to fix, rates, due dates, age, risk, coverage, agreement.',
  },
  { name: 'dashboards', description: 'Boards and lists that people keep, and what each role sees first.' },
  { name: 'intelligence', description: 'What is known of vulnerabilities, and from which feed.' },
  { name: 'gate', description: 'What a gate in a pipeline asks: the target branch, signals, overrides.' },
  {
    name: 'policies',
    description: 'Rules that rank, route, set due dates and say what may not ship; trying them out.',
  },
  { name: 'notifications', description: 'What policies have to say to a person.' },
  { name: 'exceptions', description: 'What need not be fixed, or not now: who said so, why, until when.' },
  { name: 'sla', description: 'Due dates: how findings stand to them, pauses, calendars, forecast.' },
  { name: 'owners', description: 'Whose findings are, and who the names in CODEOWNERS and the like are.' },
  { name: 'merges', description: 'What was merged and why, and the rules that decide it.' },
  { name: 'reports', description: 'What tools printed, uploaded and read.' },
  { name: 'mappings', description: 'Formats of one’s own, described without code.' },
  { name: 'inventory', description: 'Applications and assets with their context.' },
  {
    name: 'estate',
    description: 'What there is, how it hangs together, who can reach it and where the data is.',
  },
  {
    name: 'combinations',
    description: 'Weaknesses that are worse together, and how near they are to what runs.',
  },
  { name: 'risk', description: 'The weights that findings are ranked by.' },
  { name: 'components', description: 'Package versions, and who uses them.' },
  { name: 'events', description: 'Live changes.' },
  { name: 'users', description: 'People and their roles.' },
  { name: 'teams', description: 'Who owns which applications.' },
  { name: 'tokens', description: 'Access for programs.' },
  { name: 'sessions', description: 'Signing in and out.' },
  { name: 'audit', description: 'Who changed what: append-only and hash-chained.' },
  { name: 'operation', description: 'Health and metrics.' },
]

/** Adds what the guard and the error handler do for every route alike. */
function describe(schema: FastifySchema & { hide?: boolean }, route: RouteOptions): FastifySchema {
  if (schema.hide) return schema
  const permission = route.config?.permission
  const open = permission === 'public'
  const takes = schema.querystring || schema.body || schema.params || schema.headers
  const problems = [
    ...(takes ? ([['400', 'The request does not fit: `errors` says where.']] as const) : []),
    ...(open ? [] : ([['401', 'Nobody is signed in.']] as const)),
    ...(open || permission === 'signed-in'
      ? []
      : ([['403', `The role does not include ${permission}.`]] as const)),
    ...(schema.params ? ([['404', 'There is none, or you may not see it.']] as const) : []),
    ['default', 'Another problem.'] as const,
  ]
  return {
    ...schema,
    ...(schema.consumes && !schema.body && { body: { type: 'string', format: 'binary' } }),
    ...(open ? {} : { security: [{ token: [] }, { session: [] }] }),
    'x-permission': permission,
    response: {
      ...(schema.response ?? { 200: bytes(schema.produces) }),
      ...Object.fromEntries(problems.map(([status, description]) => [status, problemAnswer(description)])),
    },
  } as FastifySchema
}

/** The answer of a route that streams. */
const bytes = (types: readonly string[] = ['application/octet-stream']) => ({
  description: 'The content.',
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
})

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

interface OpenApiObject {
  paths: object
  components: { schemas: Record<string, object> }
}

const refsIn = (value: object): string[] =>
  [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name as string)

/** Every schema is made in two forms, as it is sent and as it is received; only those that some route uses stay. */
function withoutUnused(document: OpenApiObject): OpenApiObject {
  const { schemas } = document.components
  const used = new Set<string>()
  const waiting = refsIn(document.paths)
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (used.has(name) || !schemas[name]) continue
    used.add(name)
    waiting.push(...refsIn(schemas[name] as object))
  }
  const kept = Object.entries(schemas).filter(([name]) => used.has(name))
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } }
}
