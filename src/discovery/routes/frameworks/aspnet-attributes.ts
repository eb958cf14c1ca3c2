import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { csharpText, named } from '../languages/csharp-text.ts'
import { attributesOf, basesOf, type CsharpAttribute } from '../languages/csharp-types.ts'

const VERB = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/

/** What ASP.NET and its usual companions bring: none of these is a route of the project's own. */
const KNOWN =
  /^(?:Http(?:Get|Post|Put|Delete|Patch|Head|Options)|Route|AcceptVerbs|NonAction|NonController|ActionName|Area|ApiController|ApiVersion|MapToApiVersion|ApiExplorerSettings|Authorize|AllowAnonymous|Consumes|Produces\w*|Swagger\w+|Obsolete|ResponseCache|OutputCache|ServiceFilter|TypeFilter|ValidateAntiForgeryToken|IgnoreAntiforgeryToken|EnableCors|DisableCors|EnableRateLimiting|Request\w*Limit|DisableRequestSizeLimit|Tags|Description|DisplayName|EndpointSummary|SuppressMessage|ExcludeFromCodeCoverage|Serializable|DebuggerDisplay|EditorBrowsable|MethodImpl|Conditional)$/

/** A class that stands as an attribute. Texts name members and parameters by `constantIn`. */
export interface OwnAttribute {
  /** Base class first, interfaces after it; without `Attribute` at the end. */
  bases: string[]
  constructors: {
    parameters: { name: string; otherwise?: string }[]
    /** What it hands to its base, by place. */
    base: (string | null)[]
    /** What it puts into its members. */
    sets: Record<string, string>
    verbs: string[]
  }[]
  members: Record<string, string>
  /** Of its `HttpMethods`. */
  verbs: string[]
}

/** Attributes of a declaration that the framework does not explain. */
export const attributeUsesOf = (node: SgNode): CsharpAttribute[] =>
  attributesOf(node).filter(({ name }) => !KNOWN.test(name))

/**
 * A note on a class that stands as an attribute: it may inherit from `HttpGetAttribute` or say its route itself.
 * Source: https://learn.microsoft.com/aspnet/core/mvc/controllers/routing#custom-route-attributes-using-iroutetemplateprovider
 */
export function attributeFacts(node: SgNode): RouteFact[] {
  const name = node.field('name')?.text() ?? ''
  const bases = basesOf(node).map((one) => one.replace(/(?<=.)Attribute$/, ''))
  if (!/.Attribute$/.test(name) || bases.length === 0) return []
  const members = named(node.field('body') ?? node)
  const properties = members.filter((one) => one.kind() === 'property_declaration')
  const methods = properties.find((one) => one.field('name')?.text() === 'HttpMethods')
  const data: OwnAttribute = {
    bases,
    constructors: [...primary(node), ...members.flatMap(constructorOf)],
    members: textsOf(properties.map((one) => [one.field('name')?.text(), lastOf(one)])),
    verbs: methods ? verbsIn(methods) : [],
  }
  const said = { framework: 'aspnet-controllers', line: lineOf(node) }
  return [
    { fact: 'note', kind: 'attribute', ...said, name, data },
    // Whether it asks who calls, its bases tell, whatever it is called.
    {
      fact: 'handler',
      ...said,
      name: name.replace(/Attribute$/, ''),
      ...(bases.some((one) => AUTHORIZES.test(one)) ? { guards: true } : { through: bases }),
    },
  ]
}

const AUTHORIZES = /^(?:Authorize|I(?:Async)?AuthorizationFilter|AuthorizationFilter)$/

/** Attributes of a declaration whose classes may show that they ask who calls. */
export const throughAttributes = (node: SgNode): { through?: string[] } => {
  const through = attributeUsesOf(node).map(({ name }) => name)
  return through.length > 0 ? { through } : {}
}

type Constructor = OwnAttribute['constructors'][number]

function constructorOf(node: SgNode): Constructor[] {
  if (node.kind() !== 'constructor_declaration') return []
  const base = childOf(childOf(node, 'constructor_initializer'), 'argument_list')
  const sets = node
    .findAll({ rule: { kind: 'assignment_expression' } })
    .map((one): [string | undefined, SgNode | null] => [
      one.field('left')?.text().replace('this.', ''),
      one.field('right'),
    ])
  return [
    { parameters: parametersOf(node), base: argumentsOf(base), sets: textsOf(sets), verbs: verbsIn(base) },
  ]
}

/** `class X(string t) : HttpGetAttribute(t)`. */
function primary(node: SgNode): Constructor[] {
  const base = childOf(childOf(node, 'base_list'), 'argument_list')
  if (!childOf(node, 'parameter_list')) return []
  return [{ parameters: parametersOf(node), base: argumentsOf(base), sets: {}, verbs: verbsIn(base) }]
}

function parametersOf(node: SgNode): Constructor['parameters'] {
  const list = childOf(node, 'parameter_list')
  return (list ? named(list) : [])
    .filter((one) => one.kind() === 'parameter')
    .map((one) => {
      const parts = one.children()
      const at = parts.findIndex((part) => part.kind() === '=')
      const otherwise = at < 0 ? undefined : textOrNumber(parts[at + 1])
      return {
        name: one.field('name')?.text() ?? '',
        ...(otherwise === undefined ? {} : { otherwise }),
      }
    })
}

const argumentsOf = (list: SgNode | undefined): (string | null)[] =>
  (list ? named(list) : []).map((one) => textOrNumber(named(one).at(-1)) ?? null)

const childOf = (node: SgNode | undefined, kind: string): SgNode | undefined =>
  node?.children().find((one) => one.kind() === kind)

/** What a property is: behind its arrow, or behind its `=`. */
function lastOf(property: SgNode): SgNode | undefined {
  const last = named(property).at(-1)
  return last?.kind() === 'arrow_expression_clause' ? named(last)[0] : last
}

const textsOf = (pairs: [string | undefined, SgNode | null | undefined][]): Record<string, string> =>
  Object.fromEntries(
    pairs.flatMap(([name, node]): [string, string][] => {
      const text = textOrNumber(node)
      return name && text !== undefined ? [[name, text]] : []
    }),
  )

const textOrNumber = (node: SgNode | null | undefined): string | undefined =>
  node?.kind() === 'integer_literal' ? node.text() : csharpText(node)

const verbsIn = (node: SgNode | undefined): string[] =>
  (node?.findAll({ rule: { kind: 'string_literal' } }) ?? [])
    .map((one) => csharpText(one)?.toUpperCase() ?? '')
    .filter((one) => VERB.test(one))
