import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import { csharpText, named } from './csharp-text.ts'

/** `[HttpGet("{id}", Name = "x")]`. */
export interface CsharpAttribute {
  name: string
  /** Texts of the arguments without a name. */
  texts: string[]
  /** The same by place, numbers too; null is what no text stands for. */
  values: (string | null)[]
  /** Texts of those with one, by it. */
  named: Map<string, string>
}

export interface CsharpParameter {
  name: string
  type: string
  attributes: CsharpAttribute[]
}

/** Attributes of a declaration or parameter, in order; `HttpGetAttribute` is `HttpGet`. */
export function attributesOf(node: SgNode): CsharpAttribute[] {
  return node
    .children()
    .filter((one) => one.kind() === 'attribute_list')
    .flatMap(named)
    .filter((one) => one.kind() === 'attribute')
    .map((one) => {
      const attribute: CsharpAttribute = {
        name: simpleName(one.field('name')?.text() ?? '').replace(/Attribute$/, ''),
        texts: [],
        values: [],
        named: new Map(),
      }
      const list = one.children().find((each) => each.kind() === 'attribute_argument_list')
      for (const argument of list ? named(list) : []) {
        const parts = named(argument)
        const value = parts.at(-1)
        const assigned = value?.kind() === 'assignment_expression'
        const text = csharpText(assigned ? value.field('right') : value)
        if (parts.length === 1 && !assigned)
          attribute.values.push(text ?? (value?.kind() === 'integer_literal' ? value.text() : null))
        if (text === undefined) continue
        const name = assigned ? value.field('left')?.text() : parts.length > 1 ? parts[0]?.text() : undefined
        if (name) attribute.named.set(name.replace(':', '').trim(), text)
        else attribute.texts.push(text)
      }
      return attribute
    })
}

/** Parameters of a method, local function or lambda. */
export function parametersOf(node: SgNode): CsharpParameter[] {
  const list =
    node.field('parameters') ?? node.children().find((one) => one.kind() === 'parameter_list') ?? null
  return (list ? named(list) : [])
    .filter((one) => one.kind() === 'parameter')
    .map((one) => ({
      name: one.field('name')?.text() ?? '',
      type: (one.field('type')?.text() ?? '').replace(/\?$/, ''),
      attributes: attributesOf(one),
    }))
}

/** Words in front of a declaration: `public`, `abstract`. */
export const modifiersOf = (node: SgNode): string[] =>
  node
    .children()
    .filter((one) => one.kind() === 'modifier')
    .map((one) => one.text())

/** Simple names of the base class and interfaces. */
export const basesOf = (node: SgNode): string[] => {
  const list = node.children().find((one) => one.kind() === 'base_list')
  return (list ? named(list) : [])
    .map((one) => simpleName(one.text().replace(/[<(][\s\S]*$/, '')))
    .filter((one) => /^\w+$/.test(one))
}

const simpleName = (name: string): string => name.slice(name.lastIndexOf('.') + 1).trim()

const PLACES: Record<string, Parameter['in']> = {
  FromRoute: 'path',
  FromQuery: 'query',
  FromHeader: 'header',
  FromBody: 'body',
  FromForm: 'body',
}
const SIMPLE =
  /^(string|int|long|bool|decimal|double|float|short|byte|char|Guid|DateTime|DateTimeOffset|DateOnly|TimeOnly|TimeSpan|Int32|Int64|String|Boolean|Uri)(\[\]|\?)*$/
const SERVICE =
  /^(I[A-Z]\w*(<.*>)?|CancellationToken|HttpContext|HttpRequest|HttpResponse|ClaimsPrincipal|LinkGenerator|\w*(DbContext|Context|Db|Service|Services|Repository|Manager|Mediator|Factory|Client|Logger|Validator)(<.*>)?)$/

/** Where each parameter comes from: as its attribute says, else by the path's names and its type. */
export function requestParameters(
  parameters: readonly CsharpParameter[],
  path: string,
  method: string,
): Parameter[] {
  const inPath = new Set([...path.matchAll(/\{\*?([^{}]+)\}/g)].map(([, name = '']) => name.toLowerCase()))
  return parameters.flatMap(({ name, type, attributes }): Parameter[] => {
    if (attributes.some((one) => /^(FromServices|FromKeyedServices|AsParameters)$/.test(one.name))) return []
    const found = attributes.find((one) => Object.hasOwn(PLACES, one.name))
    const typed = type ? { type } : {}
    if (found) return [{ name: found.named.get('Name') ?? name, in: PLACES[found.name] ?? 'query', ...typed }]
    if (inPath.has(name.toLowerCase())) return [{ name, in: 'path', ...typed }]
    if (SIMPLE.test(type) || /^(List|IEnumerable|\w+)\[\]$/.test(type))
      return [{ name, in: 'query', ...typed }]
    if (SERVICE.test(type)) return []
    return /^(POST|PUT|PATCH)$/.test(method) ? [{ name, in: 'body', ...typed }] : []
  })
}

const COMMON =
  /^(Task|ValueTask|ActionResult|IActionResult|IResult|Results|TypedResults|Ok|NotFound|BadRequest|Created|NoContent|List|IEnumerable|IList|Dictionary|String|Guid|DateTime|CancellationToken|StatusCodes|Exception|ProblemDetails|HttpContext|FromBody|FromRoute|FromQuery|FromServices|Http\w+|Route|Authorize|AllowAnonymous|ProducesResponseType|Produces|Required|Name|var|Enumerable|Task\w*|Func|Action|ModelState|User|Request|Response|Url|This|Include|Where|Select|FirstOrDefault\w*|SingleOrDefault\w*|ToList\w*|Send|Map|Add\w*|Get\w*|Any\w*|SaveChanges\w*|Find\w*|Remove\w*|Update\w*|Async|ConfigureAwait|Value|Id|Count|Task|OrderBy\w*|Skip|Take|Roles|Policy|Description)$/

/** Names of types that a method's text shows: those of its parameters, what it makes and what it is generic over; 20 at most. */
export function usesOf(node: SgNode, fields: ReadonlyMap<string, string>): string[] {
  const text = node.text()
  const names = [
    ...parametersOf(node).flatMap(({ type }) => type.match(/\b[A-Z]\w+/g) ?? []),
    ...[...text.matchAll(/\bnew\s+([A-Z]\w+)|[<,]\s*([A-Z]\w+)\s*(?=[>,?[])/g)].map(
      ([, made, generic]) => made ?? generic ?? '',
    ),
    ...(text.match(/\b_?[a-z]\w*/g) ?? []).flatMap((word) => fields.get(word) ?? []),
  ]
  return [...new Set(names)].filter((one) => one.length > 1 && !COMMON.test(one)).slice(0, 20)
}

/** Fields and constructor parameters of a class with their types: what its methods work with. */
export function fieldTypesOf(node: SgNode): Map<string, string> {
  const fields = new Map<string, string>()
  const body = node.field('body')
  for (const one of body ? named(body) : []) {
    if (one.kind() !== 'field_declaration' && one.kind() !== 'property_declaration') continue
    const declaration =
      one.kind() === 'field_declaration'
        ? named(one).find((each) => each.kind() === 'variable_declaration')
        : one
    const type = declaration?.field('type')?.text()
    const name = (
      declaration?.field('name') ??
      declaration
        ?.children()
        .find((each) => each.kind() === 'variable_declarator')
        ?.field('name')
    )?.text()
    if (type && name) fields.set(name, type.replace(/<[\s\S]*$/, '').replace(/\?$/, ''))
  }
  for (const { name, type } of parametersOf(node)) fields.set(name, type.replace(/<[\s\S]*$/, ''))
  return fields
}
