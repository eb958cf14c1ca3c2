import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { guardIn, tellsAuthentication, tellsPublic } from '../languages/javascript-guards.ts'
import { usesIn } from '../languages/javascript-handlers.ts'
import {
  argumentsOf,
  calleeOf,
  itemsOf,
  keyOf,
  kindOf,
  literalText,
  named,
  propertyOf,
  unwrap,
} from '../languages/javascript-nodes.ts'
import { textsOf } from '../languages/javascript-texts.ts'
import { expressTemplates } from './express-paths.ts'
import { type NestAction, nestNote } from './nest-notes.ts'

/** Decorators of methods that answer. */
const METHODS: Record<string, string> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: 'ANY',
  Sse: 'GET',
}
/** Decorators of parameters. */
const PLACES: Record<string, Parameter['in']> = {
  Param: 'path',
  Query: 'query',
  Body: 'body',
  Headers: 'header',
  UploadedFile: 'body',
  UploadedFiles: 'body',
}

interface Decorator {
  name: string
  call?: SgNode
}

const decoratorOf = (node: SgNode): Decorator => {
  const inner = named(node)[0]
  const call = inner?.kind() === 'call_expression' ? inner : undefined
  const name = (call ? calleeOf(call) : inner)?.text() ?? ''
  return { name: name.slice(name.lastIndexOf('.') + 1), ...(call ? { call } : {}) }
}

/** The note of a class that has routes, and of a module; nothing for other classes. */
export function classNotes(node: SgNode, file: SourceFile): RouteFact[] {
  const outside = node.parent()?.kind() === 'export_statement' ? named(node.parent()) : []
  const decorators = [...outside, ...named(node)].filter((one) => one.kind() === 'decorator').map(decoratorOf)
  const name = node.field('name')?.text() ?? 'default'
  const line = lineOf(node)
  const module = decorators.find((one) => one.name === 'Module')?.call
  if (module) {
    const controllers = propertyOf(argumentsOf(module)[0], 'controllers')
    const names = (controllers ? itemsOf(controllers) : []).flatMap((one) =>
      one.kind() === 'identifier' ? one.text() : [],
    )
    return names.length > 0 ? [nestNote('module', name, line, { controllers: names })] : []
  }
  const controller = decorators.find((one) => /Controller$/.test(one.name))
  const actions = actionsOf(node.field('body'), file)
  if (!controller && actions.length === 0) return []
  const first = controller?.call && argumentsOf(controller.call)[0]
  const options = first?.kind() === 'object' ? first : undefined
  const paths = textsOf(options ? propertyOf(options, 'path') : first, file).flatMap(expressTemplates)
  const versions = textsOf(propertyOf(options, 'version'), file)
  const authentication = authenticationOf(decorators)
  const base = node
    .children()
    .find((one) => one.kind() === 'class_heritage')
    ?.text()
  const from = /^extends\s+([\w$]+(?:\.[\w$]+)*)/.exec(base ?? '')?.[1]
  return [
    nestNote('controller', name, line, {
      ...(controller ? { paths: paths.length > 0 ? paths : [''] } : {}),
      ...(versions.length > 0 ? { versions } : {}),
      ...(authentication === undefined ? {} : { authentication }),
      ...(from ? { base: from } : {}),
      actions,
    }),
  ]
}

function actionsOf(body: SgNode | null, file: SourceFile): NestAction[] {
  const fields = typesOfFields(body?.text() ?? '')
  const actions: NestAction[] = []
  let decorators: SgNode[] = []
  for (const member of named(body)) {
    if (member.kind() === 'decorator') {
      decorators.push(member)
      continue
    }
    const own = [...decorators, ...named(member).filter((one) => one.kind() === 'decorator')]
    decorators = []
    if (
      /^(?:method_definition|public_field_definition|abstract_method_signature|method_signature)$/.test(
        kindOf(member),
      )
    )
      actions.push(...actionsOfMethod(member, own, file, fields))
  }
  return actions
}

/** Services that a class is given or holds, with the names of their fields. */
const typesOfFields = (body: string): Map<string, string> =>
  new Map(
    [
      ...body
        .slice(0, 50_000)
        .matchAll(/\b(?:private|protected|public|readonly)\s+(?:readonly\s+)?(\w+)\s*[!?]?:\s*([A-Z]\w*)/g),
    ].map(([, name = '', type = '']) => [name, type]),
  )

function actionsOfMethod(
  member: SgNode,
  nodes: SgNode[],
  file: SourceFile,
  fields: ReadonlyMap<string, string>,
): NestAction[] {
  const decorators = nodes.map(decoratorOf)
  const answers = decorators.filter((one) => one.call && Object.hasOwn(METHODS, one.name))
  if (answers.length === 0) return []
  const version = decorators.find((one) => one.name === 'Version')?.call
  const versions = version ? textsOf(argumentsOf(version)[0], file) : []
  const authentication = authenticationOf(decorators)
  const text = member.text()
  const handlerLine = lineOf(member.field('name') ?? member)
  const held = [...text.matchAll(/\bthis\.(\w+)/g)].flatMap(([, name = '']) => fields.get(name) ?? [])
  const uses = [...new Set([...usesIn(text.replace(/@\w+\s*\(/g, '(')), ...held])].slice(0, 20)
  return answers.map(({ name, call }) => {
    const paths = textsOf(call && argumentsOf(call)[0], file).flatMap(expressTemplates)
    const at = nodes.find((one) => named(one)[0]?.id() === call?.id())
    return {
      methods: [METHODS[name] as string],
      paths: paths.length > 0 ? paths : [''],
      ...(version ? { versions } : {}),
      handler: keyOf(member),
      line: at ? lineOf(at) : handlerLine,
      handlerLine,
      ...(authentication === undefined ? {} : { authentication }),
      parameters: parametersOf(member.field('parameters')),
      uses,
    }
  })
}

function parametersOf(list: SgNode | null): Parameter[] {
  return named(list).flatMap((one) => {
    for (const decorator of named(one).filter((each) => each.kind() === 'decorator')) {
      const { name, call } = decoratorOf(decorator)
      if (!Object.hasOwn(PLACES, name)) continue
      const place = PLACES[name] as Parameter['in']
      const key = call ? literalText(argumentsOf(call)[0]) : undefined
      const type = one.field('type')?.text().replace(/^:\s*/, '').slice(0, 100)
      // All parameters of the path at once: the path names them.
      if (place === 'path' && key === undefined) return []
      return [{ name: key ?? one.field('pattern')?.text() ?? place, in: place, ...(type ? { type } : {}) }]
    }
    return []
  })
}

/** What decorators say of authentication: guards in use, words of their own; false when they say that everybody may. */
export function authenticationOf(decorators: readonly Decorator[]): string | false | undefined {
  let found: string | undefined
  for (const { name, call } of decorators) {
    if (tellsPublic(name)) return argumentsText(call) === '(false)' ? undefined : false
    if (
      name === 'SetMetadata' &&
      call &&
      /public|skip\w*auth|anonymous/i.test(argumentsOf(call)[0]?.text() ?? '')
    )
      return false
    if (found !== undefined) continue
    if (name === 'UseGuards') found = call && guardOf(argumentsOf(call))
    else if (
      !/^(?:Api|Http|Inject|Use|Set|Throttle|SkipThrottle|Controller|Swagger)|Controller$/.test(name) &&
      tellsAuthentication(name)
    )
      found = `@${name}`
  }
  return found
}

const argumentsText = (call: SgNode | undefined): string =>
  call?.field('arguments')?.text().replace(/\s/g, '') ?? ''

/** The first class of guards that is about who calls. */
export function guardOf(nodes: readonly SgNode[]): string | undefined {
  for (const one of nodes) {
    const node = unwrap(one)
    if (node.kind() === 'new_expression') {
      const name = calleeOf(node)?.text() ?? ''
      if (tellsAuthentication(name)) return name
    }
    const found = guardIn(node)
    if (found) return found
  }
  return undefined
}
