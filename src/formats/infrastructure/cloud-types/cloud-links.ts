import { imageName } from '../images/image-name.ts'
import { accessEdges } from './access.ts'
import type { Admission } from './admissions.ts'
import type { Edge } from './edges.ts'
import { namedBy } from './exposures.ts'
import { at } from './property.ts'
import { MEANINGLESS, RELATIONS } from './relations.ts'
import { holds } from './rules.ts'
import { kindOf, type Thing, type Things } from './things.ts'
import { isText, type Value } from './value.ts'

/** All links that declarations tell: those of their types' rules, of policies, and of what they name. */
export function edgesOf(
  things: Things,
  admitted: ReadonlyMap<Thing, readonly (Admission | 'open')[]>,
  guards: ReadonlyMap<Thing, readonly Thing[]>,
): Edge[] {
  const ruled = things.all.flatMap((thing) => [...ruleEdges(thing, things), ...imageEdges(thing, things)])
  const access = accessEdges(things)
  const claimed = new Set([...ruled, ...access].map(pairOf))
  const named = things.all
    .flatMap((thing) => namedEdges(thing, things))
    .filter((edge) => !claimed.has(pairOf(edge)))
  return [...ruled, ...access, ...named, ...guardEdges(guards, admitted)]
}

const pairOf = ({ from, to }: Edge): string => {
  const ids = [from, to].map((end) => (typeof end === 'string' ? end : end.declared.id))
  return ids.sort().join('\0')
}

function ruleEdges(thing: Thing, things: Things): Edge[] {
  const edges: Edge[] = []
  for (const rule of thing.type.links ?? []) {
    if (rule.when && holds(rule.when, thing, things) !== true) continue
    const froms = rule.from ? things.at(thing, rule.from) : [thing]
    for (const path of rule.to) {
      // A rule whose end is the thing itself: `''` in from a listener's balancer to the listener.
      const tos = path === '' ? [thing] : things.at(thing, [path])
      for (const from of froms)
        for (const to of tos)
          if (from !== to) {
            const says = path === '' ? (rule.from?.[0] ?? '') : path
            const ends = rule.reverse ? { from: to, to: from } : { from, to }
            edges.push({ ...ends, kind: rule.kind, by: thing, says, confidence: rule.confidence ?? 0.9 })
          }
    }
  }
  return edges
}

/** What it runs: a reference that is written out, or one whose tag alone is not known. */
function imageEdges(thing: Thing, things: Things): Edge[] {
  return imagesOf(thing, things).map((image) => ({
    from: thing,
    kind: 'runs',
    to: `image:${imageName(image)}`,
    by: thing,
    says: `image ${image}`,
    confidence: 0.95,
  }))
}

/** The references of images that a thing runs, as far as they are known. */
export function imagesOf(thing: Thing, things: Things): string[] {
  if (!['workload', 'service', 'function'].includes(kindOf(thing))) return []
  const values = (thing.type.show?.image ?? []).flatMap((path) => at(thing.declared.fields, path))
  return [...new Set(values.flatMap((value) => imageOf(value, things) ?? []))]
}

function imageOf(value: Value, things: Things): string | undefined {
  const whole = things.scalar(value, 0)
  const text =
    typeof whole === 'string'
      ? whole
      : isText(value) && typeof value.parts[0] === 'string'
        ? value.parts[0]
        : ''
  const name = typeof whole === 'string' ? text : /[:@]$/.test(text) ? text.slice(0, -1) : ''
  return /^[\w][\w./:@-]{0,300}$/.test(name) ? name : undefined
}

function namedEdges(thing: Thing, things: Things): Edge[] {
  if (thing.type.step) return []
  return namedBy(thing, things).flatMap(({ path, thing: other }): Edge[] => {
    if (MEANINGLESS.test(path)) return []
    const relation = RELATIONS.find((one) => one.to === kindOf(other) && one.from.includes(kindOf(thing)))
    if (!relation || other.type.step) return []
    const ends = relation.reverse ? { from: other, to: thing } : { from: thing, to: other }
    return relation.kinds.map((kind) => ({
      ...ends,
      kind,
      by: thing,
      says: path,
      confidence: relation.confidence,
    }))
  })
}

/** Firewalls and what they stand in front of; who may come in by its own group may well call, which is little to go by. */
function guardEdges(
  guards: ReadonlyMap<Thing, readonly Thing[]>,
  admitted: ReadonlyMap<Thing, readonly (Admission | 'open')[]>,
): Edge[] {
  const behind = new Map<Thing, Thing[]>()
  for (const [thing, own] of guards)
    if (!thing.type.step && kindOf(thing) !== 'network')
      for (const guard of own) behind.set(guard, [...(behind.get(guard) ?? []), thing])
  const edges: Edge[] = []
  for (const [guard, own] of behind)
    for (const admission of admitted.get(guard) ?? []) {
      if (admission === 'open') continue
      for (const thing of own)
        edges.push({
          from: guard,
          kind: 'permits',
          to: thing,
          by: admission.rule,
          says: admission.says,
          confidence: 0.9,
        })
      for (const caller of admission.groups.flatMap((group) => behind.get(group) ?? []).slice(0, 20))
        for (const thing of own.slice(0, 20))
          if (caller !== thing)
            for (const kind of reachKinds(caller, thing))
              edges.push({
                from: caller,
                kind,
                to: thing,
                by: admission.rule,
                says: admission.says,
                confidence: 0.4,
              })
    }
  return edges
}

const reachKinds = (from: Thing, to: Thing): Edge['kind'][] => {
  if (kindOf(from) === 'data-store' || (kindOf(from) === 'load-balancer' && kindOf(to) === 'data-store'))
    return []
  if (kindOf(to) === 'data-store') return ['reads', 'writes']
  if (kindOf(to) === 'queue') return ['uses']
  return kindOf(from) === 'load-balancer' ? ['exposes'] : ['calls']
}
