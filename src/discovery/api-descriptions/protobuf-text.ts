import protobuf, { type NamespaceBase, type ReflectionObject } from 'protobufjs'
import type { SourceFile } from '../source/source-file.ts'

const DEEPEST = 12

/** A message with its fields. */
export interface ProtoMessage {
  name: string
  fields: { name: string; type: string; line: number; note: string }[]
}

export interface ProtoMethod {
  /** `shop.Orders`. */
  service: string
  name: string
  line: number
  request: string
  response: string
  /** Options as parsed, in order. */
  options: Record<string, unknown>[]
}

/** Services with their methods. Throws on a file that is no protobuf. */
export function methodsOf(file: SourceFile): ProtoMethod[] {
  const found: ProtoMethod[] = []
  walk(parsed(file), (one) => {
    if (!(one instanceof protobuf.Service)) return
    const service = one.fullName.replace(/^\./, '')
    const start = positionOf(file, 'service', one.name)
    for (const method of Object.values(one.methods))
      found.push({
        service,
        name: method.name,
        line: file.lineAt(positionOf(file, 'rpc', method.name, start)),
        request: lastName(method.requestType),
        response: lastName(method.responseType),
        options: (method.parsedOptions ?? []) as Record<string, unknown>[],
      })
  })
  return found
}

/** Messages with their fields, nested ones as `Outer.Inner`. Throws on a file that is no protobuf. */
export function messagesOf(file: SourceFile): ProtoMessage[] {
  const root = parsed(file)
  const found: ProtoMessage[] = []
  walk(root, (one) => {
    if (!(one instanceof protobuf.Type)) return
    const start = positionOf(file, 'message', one.name)
    const parent = one.parent instanceof protobuf.Type ? `${one.parent.name}.` : ''
    found.push({
      name: `${parent}${one.name}`,
      fields: Object.values(one.fields).map((field) => ({
        name: field.name,
        type: field.type,
        line: file.lineAt(fieldPosition(file.text, field.name, field.id, start)),
        note: `${field.comment ?? ''} ${Object.entries(field.options ?? {})
          .map(([key, value]) => `${key} ${String(value)}`)
          .join(' ')}`.slice(0, 500),
      })),
    })
  })
  return found
}

function parsed(file: SourceFile): NamespaceBase {
  const root = new protobuf.Root()
  protobuf.parse(file.text, root, { keepCase: true, alternateCommentMode: true, preferTrailingComment: true })
  return root
}

function walk(namespace: NamespaceBase, see: (one: ReflectionObject) => void, depth = 0): void {
  if (depth > DEEPEST) return
  for (const one of namespace.nestedArray) {
    see(one)
    if (one instanceof protobuf.Namespace || one instanceof protobuf.Type) walk(one, see, depth + 1)
  }
}

const lastName = (type: string): string => type.slice(type.lastIndexOf('.') + 1)

const escaped = (name: string): string => name.replace(/[^\w]/g, '\\$&')

function positionOf(file: SourceFile, word: string, name: string, from = 0): number {
  const at = file.text.slice(from).search(new RegExp(`\\b${word}\\s+${escaped(name)}\\b`))
  return at < 0 ? from : from + at
}

function fieldPosition(text: string, name: string, id: number, from: number): number {
  const at = text.slice(from).search(new RegExp(`\\b${escaped(name)}\\s*=\\s*${id}\\b`))
  return at < 0 ? from : from + at
}
