import type { Endpoint } from '../../contract.ts'
import {
  get,
  isRecord,
  type Json,
  type JsonRecord,
  type TemplateResource,
} from '../cloudformation/contract.ts'

export interface FunctionParts {
  resources: TemplateResource[]
  names: Record<string, string>
  endpoints: Endpoint[]
}

const API = { http: 'ApiGatewayRestApi', httpApi: 'HttpApi' } as const

/** A function of serverless.yml as a resource, with the API, the topics and the buckets that its events make. */
export function functionParts(
  name: string,
  said: JsonRecord,
  root: Json,
  file: string,
  line: number,
  lineOf: (event: number) => number,
): FunctionParts {
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore')}LambdaFunction`
  const parts: FunctionParts = { resources: [], names: { [id]: name }, endpoints: [] }
  const apis = new Set<string>()
  const reads: Json[] = []
  const events = get(said, 'events')
  for (const [index, event] of (Array.isArray(events) ? events : []).entries()) {
    for (const kind of ['http', 'httpApi'] as const) {
      const http = typeof event === 'string' && event === kind ? '*' : get(event, kind)
      if (http === undefined || http === null) continue
      apis.add(API[kind])
      parts.endpoints.push(endpointOf(http, name, said, file, lineOf(index)))
    }
    for (const kind of ['sqs', 'stream', 'sns', 's3', 'kafka', 'activemq', 'rabbitmq', 'msk']) {
      const source = get(event, kind)
      if (source === undefined || source === null) continue
      reads.push(sourceOf(kind, source, parts, lineOf(index)))
    }
  }
  const endpointType = get(root, 'provider', 'endpointType')
  for (const api of apis)
    parts.resources.push({
      id: api,
      type: 'Serverless::Api',
      line,
      properties: { Private: typeof endpointType === 'string' && endpointType.toUpperCase() === 'PRIVATE' },
      events: {},
    })
  const url = get(said, 'url')
  const image = get(said, 'image')
  const statements = [
    ...listOf(get(root, 'provider', 'iam', 'role', 'statements')),
    ...listOf(get(root, 'provider', 'iamRoleStatements')),
    ...listOf(get(said, 'iamRoleStatements')),
  ]
  parts.resources.unshift({
    id,
    type: 'Serverless::Function',
    line,
    properties: {
      Handler: get(said, 'handler') ?? null,
      Runtime: get(said, 'runtime') ?? get(root, 'provider', 'runtime') ?? null,
      MemorySize: get(said, 'memorySize') ?? get(root, 'provider', 'memorySize') ?? null,
      Image: typeof image === 'string' ? image : (get(image, 'uri') ?? null),
      Environment: {
        ...recordOf(get(root, 'provider', 'environment')),
        ...recordOf(get(said, 'environment')),
      },
      Role: get(said, 'role') ?? roleOf(get(root, 'provider', 'iam', 'role')),
      Policies: statements.length > 0 ? [{ Statement: statements }] : [],
      Url: url === true || (isRecord(url) && get(url, 'authorizer') === undefined) ? 'open' : null,
      Apis: [...apis].map((one) => ({ Ref: one })),
      Reads: reads,
    },
    events: {},
  })
  return parts
}

/** What an event reads from; a name that is no ARN is a thing that the framework makes. */
function sourceOf(kind: string, source: Json, parts: FunctionParts, line: number): Json {
  const said = get(source, 'arn') ?? get(source, 'bucket') ?? get(source, 'topicName') ?? source
  if (
    typeof said !== 'string' ||
    said.startsWith('arn:') ||
    said.includes('${') ||
    get(source, 'existing') === true
  )
    return said
  const type = kind === 'sns' ? 'AWS::SNS::Topic' : kind === 's3' ? 'AWS::S3::Bucket' : undefined
  if (!type) return said
  const id = `${kind}.${said}`
  parts.resources.push({
    id,
    type,
    line,
    properties: kind === 's3' ? { BucketName: said } : { TopicName: said },
    events: {},
  })
  return { Ref: id }
}

function endpointOf(http: Json, name: string, said: JsonRecord, file: string, line: number): Endpoint {
  const text = typeof http === 'string' ? http.trim() : ''
  const [first = '', second] = text.split(/\s+/)
  const method = String(get(http, 'method') ?? (second === undefined ? 'ANY' : first))
  const path = String(get(http, 'path') ?? second ?? (first === '*' || first === '' ? '/{proxy}' : first))
  const authorizer = get(http, 'authorizer')
  const named =
    typeof authorizer === 'string'
      ? authorizer
      : (get(authorizer, 'name') ??
        get(authorizer, 'type') ??
        get(authorizer, 'arn') ??
        get(authorizer, 'id'))
  const authentication =
    authorizer === undefined || authorizer === null
      ? get(http, 'private') === true
        ? 'private'
        : undefined
      : typeof named === 'string'
        ? named
        : 'authorizer'
  const handler = get(said, 'handler')
  const clean = `/${path.replace(/^\/+/, '').replace(/\+\}/g, '}')}`
  return {
    method: /^(?:any|\*)$/i.test(method) ? 'ANY' : method.toUpperCase(),
    path: clean,
    protocol: 'http',
    framework: 'Serverless Framework',
    authenticated: authentication !== undefined,
    ...(authentication === undefined ? {} : { authentication }),
    data: [],
    parameters: [...clean.matchAll(/\{([^}]{1,100})\}/g)].map(([, one = '']) => ({ name: one, in: 'path' })),
    handler: { name: typeof handler === 'string' ? handler : name, file, line },
    sources: ['declared'],
    file,
    line,
  }
}

const listOf = (json: Json | undefined): Json[] => (Array.isArray(json) ? json : [])
const recordOf = (json: Json | undefined): JsonRecord => (isRecord(json) ? json : {})

/** A role that is there already; statements make one of their own. */
const roleOf = (role: Json | undefined): Json =>
  role === undefined || get(role, 'statements') !== undefined ? null : role
