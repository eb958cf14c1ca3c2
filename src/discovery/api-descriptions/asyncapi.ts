import type { Endpoint } from '../contract.ts'
import type { EndpointFact } from './facts.ts'
import { list, mapping, nameOf, resolved, type StructuredDocument, text } from './structured-document.ts'

/** Channels of AsyncAPI 2 and operations of AsyncAPI 3; https://www.asyncapi.com/docs/reference/specification/v3.0.0. */
export function asyncapiFacts(path: string, document: StructuredDocument): EndpointFact[] {
  const version = String(document.root.asyncapi)
  const found = version.startsWith('3') ? operations(document) : channels(document)
  return found.map(({ method, address, line, authentication, uses }) => ({
    fact: 'endpoint',
    endpoint: {
      method,
      path: address,
      file: path,
      line,
      protocol: 'message',
      framework: 'AsyncAPI',
      authenticated: authentication !== undefined,
      ...(authentication ? { authentication } : {}),
      data: [],
      parameters: [...address.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({
        name,
        in: 'path' as const,
      })),
      sources: ['declared'],
      ...(uses.length > 0 ? { uses } : {}),
    },
  }))
}

interface Found {
  method: Endpoint['method']
  address: string
  line: number
  authentication: string | undefined
  uses: string[]
}

function channels(document: StructuredDocument): Found[] {
  const { root } = document
  const everywhere = Object.values(mapping(root.servers)).map((server) =>
    securityOf(mapping(server).security),
  )
  return Object.entries(mapping(root.channels)).flatMap(([address, raw]) => {
    const channel = resolved(root, raw).value
    return (['publish', 'subscribe'] as const).flatMap((kind): Found[] => {
      if (channel[kind] === undefined) return []
      const operation = mapping(channel[kind])
      return [
        {
          method: kind.toUpperCase(),
          address,
          line: document.lineOf('channels', address, kind),
          authentication: securityOf(operation.security) ?? everywhere.find((one) => one !== undefined),
          uses: messagesOf(document, [operation.message]),
        },
      ]
    })
  })
}

/** `send` and `receive` are said from the application's side: it publishes what it sends. */
function operations(document: StructuredDocument): Found[] {
  const { root } = document
  return Object.entries(mapping(root.operations)).flatMap(([name, raw]): Found[] => {
    const operation = resolved(root, raw).value
    const { value: channel, name: channelName } = resolved(root, operation.channel)
    const address = text(channel.address) ?? channelName
    if (!address || !/^(?:send|receive)$/.test(String(operation.action))) return []
    const messages = list(operation.messages)
    return [
      {
        method: operation.action === 'send' ? 'PUBLISH' : 'SUBSCRIBE',
        address,
        line: document.lineOf('operations', name),
        authentication: securityOf(operation.security),
        uses: messagesOf(document, messages.length > 0 ? messages : Object.values(mapping(channel.messages))),
      },
    ]
  })
}

function securityOf(security: unknown): string | undefined {
  const names = list(security).flatMap((one) => {
    const ref = text(mapping(one).$ref)
    return ref ? [nameOf(ref)] : Object.keys(mapping(one)).slice(0, 1)
  })
  return names.length > 0 ? names.join(', ') : undefined
}

/** Names of messages and of the schemas of what they carry. */
function messagesOf({ root }: StructuredDocument, raw: readonly unknown[]): string[] {
  const names = raw.flatMap((one) => {
    const choices = list(mapping(one).oneOf)
    return (choices.length > 0 ? choices : [one]).flatMap((choice) => {
      const { value, name } = resolved(root, choice)
      const payload = resolved(root, value.payload)
      return [name ?? text(value.name), payload.name].filter((found) => found !== undefined)
    })
  })
  return [...new Set(names)].slice(0, 40)
}
