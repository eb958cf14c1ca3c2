import {
  get,
  isRecord,
  type Json,
  type JsonRecord,
  type Template,
  type TemplateResource,
} from './contract.ts'

/** APIs that the Serverless Application Model makes when an event names none, and the property that names one. */
const IMPLICIT: Record<string, { id: string; type: string; names: string }> = {
  Api: { id: 'ServerlessRestApi', type: 'AWS::Serverless::Api', names: 'RestApiId' },
  HttpApi: { id: 'ServerlessHttpApi', type: 'AWS::Serverless::HttpApi', names: 'ApiId' },
}

/** Actions behind the names of ready-made policies, by how the names end. Source: SAM policy template list. */
const READY: readonly [RegExp, string][] = [
  [/(?:Crud|FullAccess|Writer?)Policy$|^DynamoDBReconfigure/, '*'],
  [/SendMessage/, 'SendMessage'],
  [/Publish/, 'Publish'],
  [/Poller/, 'ReceiveMessage'],
  [/Invoke/, 'InvokeFunction'],
  [/Execution/, 'StartExecution'],
  [/PutEvents|PutRecord|Put/, 'Put*'],
  [/Read|Get/, 'Get*'],
]
const SERVICES: readonly [RegExp, string][] = [
  [/^DynamoDB/, 'dynamodb'],
  [/^S3/, 's3'],
  [/^SQS/, 'sqs'],
  [/^SNS/, 'sns'],
  [/^Lambda/, 'lambda'],
  [/^StepFunctions/, 'states'],
  [/^AWSSecretsManager/, 'secretsmanager'],
  [/^SSM/, 'ssm'],
  [/^Kinesis/, 'kinesis'],
  [/^EventBridge/, 'events'],
]

/** A template as it is after the Serverless transform, as far as links and exposure go: global settings, implicit APIs, policies. */
export function expandServerless(template: Template): Template {
  const made = new Map<string, TemplateResource>()
  const resources = template.resources.map((resource) => {
    if (resource.type !== 'AWS::Serverless::Function' && resource.type !== 'AWS::Serverless::StateMachine')
      return resource
    const common =
      resource.type === 'AWS::Serverless::Function' ? get(template.globals, 'Function') : undefined
    const properties = merged(common, resource.properties)
    const events = get(properties, 'Events')
    const own = isRecord(events)
      ? Object.fromEntries(
          Object.entries(events).map(([name, event]) => [name, withApi(event, resource, made, name)]),
        )
      : {}
    const policies = get(properties, 'Policies')
    return {
      ...resource,
      properties: {
        ...properties,
        Events: own,
        ...(policies === undefined
          ? {}
          : { Policies: (Array.isArray(policies) ? policies : [policies]).map(policy) }),
      },
    }
  })
  const declared = new Set(resources.map(({ id }) => id))
  const implicit = [...made.values()].filter(({ id }) => !declared.has(id))
  return { ...template, resources: [...resources, ...implicit] }
}

function withApi(
  event: Json,
  resource: TemplateResource,
  made: Map<string, TemplateResource>,
  name: string,
): Json {
  const type = get(event, 'Type')
  const api = typeof type === 'string' && Object.hasOwn(IMPLICIT, type) ? IMPLICIT[type] : undefined
  const properties = get(event, 'Properties')
  if (!api || !isRecord(event) || get(properties, api.names) !== undefined) return event
  if (!made.has(api.id))
    made.set(api.id, {
      id: api.id,
      type: api.type,
      line: resource.events[name] ?? resource.line,
      properties: {},
      events: {},
    })
  return {
    ...event,
    Properties: { ...(isRecord(properties) ? properties : {}), [api.names]: { Ref: api.id } },
  }
}

/** A ready-made policy as the statement that it stands for; others as they are. */
function policy(json: Json): Json {
  const [entry, ...more] = isRecord(json) ? Object.entries(json) : []
  if (!entry || more.length > 0 || !entry[0].endsWith('Policy') || !isRecord(entry[1])) return json
  const [name, parameters] = entry
  const service = SERVICES.find(([pattern]) => pattern.test(name))?.[1]
  const action = READY.find(([pattern]) => pattern.test(name))?.[1]
  if (!service || !action) return json
  return {
    Statement: [
      { Effect: 'Allow', Action: `${service}:${action}`, Resource: Object.values(parameters as JsonRecord) },
    ],
  }
}

function merged(common: Json | undefined, own: JsonRecord): JsonRecord {
  if (!isRecord(common)) return own
  const made: JsonRecord = { ...common, ...own }
  for (const key of Object.keys(common)) {
    const [a, b] = [common[key], own[key]]
    if (isRecord(a) && isRecord(b)) made[key] = merged(a, b)
  }
  return made
}
