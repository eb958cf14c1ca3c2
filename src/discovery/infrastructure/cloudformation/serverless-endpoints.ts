import type { Endpoint } from '../../contract.ts'
import { get, isRecord, type Json, type Template, type TemplateResource } from './contract.ts'

/** The operations that events of functions declare. */
export function serverlessEndpoints(template: Template, file: string): Endpoint[] {
  return template.resources.flatMap((resource) => {
    const events = get(resource.properties, 'Events')
    if (!resource.type.startsWith('AWS::Serverless::') || !isRecord(events)) return []
    return Object.entries(events).flatMap(
      ([name, event]) => endpointOf(template, resource, name, event, file) ?? [],
    )
  })
}

function endpointOf(
  template: Template,
  resource: TemplateResource,
  name: string,
  event: Json,
  file: string,
): Endpoint | undefined {
  const type = get(event, 'Type')
  if (type !== 'Api' && type !== 'HttpApi') return undefined
  const path = get(event, 'Properties', 'Path')
  const method = get(event, 'Properties', 'Method')
  const authentication = authenticationOf(template, event, type)
  const handler = get(resource.properties, 'Handler') ?? get(template.globals, 'Function', 'Handler')
  const line = resource.events[name] ?? resource.line
  const template_ = typeof path === 'string' ? path.replace(/\+\}/g, '}') : '/{proxy}'
  return {
    method:
      typeof method === 'string' && !/^(?:any|\*|x-amazon-apigateway-any-method)$/i.test(method)
        ? method.toUpperCase()
        : 'ANY',
    path: template_.startsWith('/') ? template_ : `/${template_}`,
    file,
    line,
    protocol: 'http',
    framework: 'AWS SAM',
    authenticated: authentication !== undefined,
    ...(authentication === undefined ? {} : { authentication }),
    data: [],
    parameters: [...template_.matchAll(/\{([^}]{1,100})\}/g)].map(([, one = '']) => ({
      name: one,
      in: 'path',
    })),
    ...(typeof handler === 'string' ? { handler: { name: handler, file, line: resource.line } } : {}),
    sources: ['declared'],
  }
}

/** The authorizer that the event names, else that of its API, else that of all APIs. */
function authenticationOf(template: Template, event: Json, type: string): string | undefined {
  const own = get(event, 'Properties', 'Auth', 'Authorizer')
  if (own === 'NONE') return undefined
  if (typeof own === 'string') return own
  if (get(event, 'Properties', 'Auth', 'ApiKeyRequired') === true) return 'ApiKeyRequired'
  const named = get(event, 'Properties', type === 'Api' ? 'RestApiId' : 'ApiId', 'Ref')
  const api = template.resources.find(({ id }) => id === named)?.properties
  const standard =
    get(api, 'Auth', 'DefaultAuthorizer') ??
    get(template.globals, type === 'Api' ? 'Api' : 'HttpApi', 'Auth', 'DefaultAuthorizer')
  return typeof standard === 'string' && standard !== 'NONE' ? standard : undefined
}
