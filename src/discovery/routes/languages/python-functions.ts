import type { SgNode } from '@ast-grep/napi'
import { asciiRule } from '../../syntax/ascii-rule.ts'
import { lineOf } from '../../syntax/line-of.ts'
import { parameterName } from '../names.ts'
import { argumentsOf, dottedName, enclosing } from './python-syntax.ts'

/** What a function or class that answers tells of itself. */
export interface Definition {
  name: string
  line: number
  node: SgNode
  /** Calls and names after `@`. */
  decorators: SgNode[]
}

/** The function or class of a `decorated_definition`, `function_definition` or `class_definition`. */
export function definitionOf(node: SgNode): Definition | undefined {
  const decorated = node.kind() === 'decorated_definition' ? node : wrapperOf(node)
  const own = decorated?.field('definition') ?? node
  const name = own.field('name')
  if (!name) return undefined
  const decorators = (decorated?.children() ?? [])
    .filter((one) => one.kind() === 'decorator')
    .flatMap((one) => one.children().find((part) => part.isNamed()) ?? [])
  return { name: name.text(), line: lineOf(own), node: own, decorators }
}

function wrapperOf(node: SgNode): SgNode | undefined {
  const parent = node.parent()
  return parent?.kind() === 'decorated_definition' ? parent : undefined
}

/** Functions and classes right inside of a class or module. */
export function membersOf(node: SgNode): Definition[] {
  const body = node.kind() === 'module' ? node : node.field('body')
  return (body?.children() ?? [])
    .filter((one) => /^(?:decorated|function|class)_definition$/.test(String(one.kind())))
    .flatMap((one) => definitionOf(one) ?? [])
}

/** What a class assigns: name → value. */
export function attributesOf(node: SgNode): Map<string, SgNode> {
  const found = new Map<string, SgNode>()
  for (const one of node.field('body')?.children() ?? []) {
    const assignment = one.kind() === 'expression_statement' ? one.child(0) : null
    const value = assignment?.kind() === 'assignment' ? assignment.field('right') : null
    if (assignment && value) found.set(assignment.field('left')?.text() ?? '', value)
  }
  return found
}

/** Bases of a class, as it names them. */
export const basesOf = (node: SgNode): string[] =>
  argumentsOf(node).positional.map(dottedName).filter(Boolean)

export interface FunctionParameter {
  name: string
  type?: SgNode
  value?: SgNode
}

/** Parameters of a function, without stars. */
export function parametersOf(node: SgNode): FunctionParameter[] {
  return (node.field('parameters')?.children() ?? []).flatMap((one): FunctionParameter[] => {
    const kind = one.kind()
    if (kind === 'identifier') return [{ name: one.text() }]
    const type = one.field('type')
    const value = one.field('value')
    const name = kind === 'typed_parameter' ? one.child(0) : one.field('name')
    if (!/^(?:typed_|default_|typed_default_)parameter$/.test(String(kind)) || name?.kind() !== 'identifier')
      return []
    return [{ name: name.text(), ...(type ? { type } : {}), ...(value ? { value } : {}) }]
  })
}

/**
 * Name of the router that `name` means at a place: inside of `def register(app)` it is what the function was given, unless the file
 * itself declares it by assignment in there.
 */
export function routerNameAt(node: SgNode, name: string): string {
  const head = name.split('.')[0] ?? ''
  const around = enclosing(node, 'function_definition')
  if (!around || head !== name) return name
  const index = parametersOf(around).findIndex((one) => one.name === head)
  return index < 0 ? name : parameterName(around.field('name')?.text() ?? '', index)
}

// Names that say nothing of data.
const PLAIN =
  /^(?:None|True|False|Exception|\w+Error|HTTP\w*|Response|JSONResponse|Request|HttpRequest|HttpResponse\w*|Depends|Query|Path|Body|Header|Annotated|Optional|Any|Union|List|Dict|Tuple|Set|Literal|Callable|Http404|BaseModel|Q|F|UUID|Decimal|[A-Z])$/
const MOST_USES = 20
const CAPITALISED = asciiRule({ kind: 'identifier', regex: '^[A-Z]\\w*[a-z]' })

/** Models, serializers and types that a function names: capitalised names in it and in its decorators. */
export function usesOf({ node, decorators }: Definition): string[] {
  const found = new Set<string>()
  for (const one of [...decorators, node].flatMap((part) => part.findAll({ rule: CAPITALISED }))) {
    const name = one.text()
    if (!PLAIN.test(name)) found.add(name)
    if (found.size === MOST_USES) break
  }
  return [...found]
}
