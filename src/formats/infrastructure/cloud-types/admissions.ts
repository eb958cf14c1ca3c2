import type { Exposure } from '../../../model/application.ts'
import type { Firewall } from './contract.ts'
import { at } from './property.ts'
import { reachOf } from './ranges.ts'
import { holds } from './rules.ts'
import type { Thing, Things } from './things.ts'
import { isFields, isReference, type Value } from './value.ts'

/** What a firewall lets in. */
export interface Admission {
  from: Exposure
  says: string
  /** Ports as written, `all` for every one. */
  ports: string
  /** Other groups that may come in. */
  groups: Thing[]
  rule: Thing
}

/** Everything that the rules of one firewall resource let in; undefined parts when they are not known. */
export function admissionsOf(thing: Thing, things: Things, firewall: Firewall): (Admission | 'open')[] {
  const rules = at(thing.declared.fields, firewall.rules)
  return rules.flatMap((rule) =>
    isFields(rule) ? admissionsOfRule(rule, thing, things, firewall) : ['open'],
  )
}

function admissionsOfRule(
  rule: Map<string, Value>,
  thing: Thing,
  things: Things,
  firewall: Firewall,
): (Admission | 'open')[] {
  const passes = holds(firewall.only, thing, things, rule)
  if (passes === false) return []
  if (passes === 'open') return ['open']
  const ports = portsOf(rule, things, firewall.ports)
  const found: (Admission | 'open')[] = []
  for (const path of firewall.ranges)
    for (const value of at(rule, path)) {
      if (value === null) continue
      const text = things.scalar(value, 0)
      const from = typeof text === 'string' ? reachOf(text) : undefined
      if (from) found.push({ from, says: `${text} on ${portWords(ports)}`, ports, groups: [], rule: thing })
      // The range of a network that is declared here is a private one, whatever it is.
      else if (things.in(value).some((one) => one.type.kind === 'network'))
        found.push({
          from: 'internal',
          says: `own network on ${portWords(ports)}`,
          ports,
          groups: [],
          rule: thing,
        })
      else found.push('open')
    }
  const groups = (firewall.groups ?? []).flatMap((path) => at(rule, path)).filter((one) => one !== null)
  if (groups.length > 0)
    found.push({
      from: 'internal',
      says: `other groups on ${portWords(ports)}`,
      ports,
      groups: groups.flatMap((one) =>
        isReference(one) || typeof one === 'string' ? things.in(one) : things.in(one),
      ),
      rule: thing,
    })
  return found
}

function portsOf(rule: Map<string, Value>, things: Things, paths: readonly string[]): string {
  const said = paths.map((path) => at(rule, path).map((one) => things.scalar(one, 0)))
  if (said.flat().some((one) => one === undefined)) return '?'
  const texts = said.map((one) => one.filter((port) => port !== null).join(', '))
  const [first = '', last] = texts
  if (
    first === '' ||
    first === '-1' ||
    first === '*' ||
    (first === '0' && (last === '0' || last === '65535'))
  )
    return 'all'
  return last === undefined || last === '' || last === first ? first : `${first}-${last}`
}

const portWords = (ports: string): string =>
  ports === 'all' ? 'all ports' : ports === '?' ? 'ports not known' : `port ${ports}`
