import type { Hcl } from '../../syntax/hcl-tree.ts'
import { get, isRecord, type Json } from '../cloudformation/contract.ts'
import { readPlaced } from '../cloudformation/read-template.ts'
import type { AzureResource, AzureTemplate } from './contract.ts'
import { readExpression } from './expression.ts'

const MOST_DEPTH = 50

/** Reads an ARM template; undefined for JSON that is none. Throws on broken JSON. */
export function readArm(text: string): AzureTemplate | undefined {
  const placed = readPlaced(text)
  const declared = get(placed.json, 'resources')
  if (!Array.isArray(declared) && !isRecord(declared)) return undefined
  if (!/deploymentTemplate\.json/i.test(String(get(placed.json, '$schema') ?? ''))) return undefined
  const lines = resourceLines(text)
  const pairs = (name: string, of: (json: Json) => Hcl | null): [string, Hcl | null][] => {
    const found = get(placed.json, name)
    return isRecord(found) ? Object.entries(found).map(([key, one]) => [key, of(one)]) : []
  }
  const known = (list: [string, Hcl | null][]): [string, Hcl][] =>
    list.flatMap(([key, one]): [string, Hcl][] => (one ? [[key, one]] : []))
  return {
    parameters: pairs('parameters', (one) => {
      const standard = get(one, 'defaultValue')
      return standard === undefined ? null : expressionOf(standard, 0)
    }),
    variables: known(pairs('variables', (one) => expressionOf(one, 0))),
    resources: resourcesOf(declared, '', undefined, lines, 0),
    modules: [],
    outputs: known(pairs('outputs', (one) => expressionOf(get(one, 'value') ?? null, 0))),
    unread: [],
  }
}

function resourcesOf(
  declared: Json,
  above: string,
  parent: string | undefined,
  lines: Map<string, number[]>,
  depth: number,
): AzureResource[] {
  if (depth > MOST_DEPTH) return []
  const list = Array.isArray(declared) ? declared : isRecord(declared) ? Object.values(declared) : []
  return list.flatMap((one) => {
    const said = get(one, 'type')
    if (typeof said !== 'string') return []
    const type = above === '' ? said : `${above}/${said}`
    const name = String(get(one, 'name') ?? '')
    const symbol = `${type}/${name.replace(/^\[(.*)\]$/s, '$1')}`
    const condition = get(one, 'condition')
    const own: AzureResource = {
      symbol,
      type,
      line: lines.get(said)?.shift() ?? 1,
      body: expressionOf(one, 0),
      ...(condition === undefined ? {} : { condition: expressionOf(condition, 0) }),
      ...(parent === undefined ? {} : { parent }),
      ...(get(one, 'copy') === undefined
        ? {}
        : { loop: { names: ['copy'], over: { k: 'mix' as const, of: [] } } }),
    }
    const nested = get(one, 'resources')
    const deployed = get(one, 'properties', 'template', 'resources')
    return [
      own,
      ...(nested === undefined ? [] : resourcesOf(nested, type, symbol, lines, depth + 1)),
      ...(deployed === undefined ? [] : resourcesOf(deployed, '', undefined, lines, depth + 1)),
    ]
  })
}

/** Lines at which each type is written, in the order of the file: resources are taken in the same order. */
function resourceLines(text: string): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [at, line] of text.split('\n').entries()) {
    const type = /"type"\s*:\s*"([^"]{1,200})"/.exec(line)?.[1]
    if (type !== undefined) found.set(type, [...(found.get(type) ?? []), at + 1])
  }
  return found
}

function expressionOf(json: Json, depth: number): Hcl {
  if (depth > MOST_DEPTH) return { k: 'mix', of: [] }
  if (Array.isArray(json)) return { k: 'list', items: json.map((one) => expressionOf(one, depth + 1)) }
  if (isRecord(json))
    return {
      k: 'obj',
      items: Object.entries(json)
        .filter(([key]) => key !== 'resources' && key !== 'template')
        .map(([key, one]) => [{ k: 'lit', v: key }, expressionOf(one, depth + 1)]),
    }
  if (typeof json === 'string' && json.startsWith('[') && json.endsWith(']') && !json.startsWith('[['))
    return readExpression(json.slice(1, -1))
  return { k: 'lit', v: typeof json === 'string' && json.startsWith('[[') ? json.slice(1) : json }
}
