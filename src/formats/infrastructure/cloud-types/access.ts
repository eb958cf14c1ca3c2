import type { Edge } from './edges.ts'
import { accessOf, accessOfRole, actionWords, calls, type Granted, statementsOf } from './policies.ts'
import { at } from './property.ts'
import { kindOf, type Thing, type Things } from './things.ts'

const ACTS: ReadonlySet<string> = new Set(['workload', 'service', 'function', 'host', 'cluster', 'gateway'])
const HOLDS: ReadonlySet<string> = new Set(['data-store', 'queue', 'secret'])

/** Who may do what with what: roles by their policies, and those that act as them. */
export function accessEdges(things: Things): Edge[] {
  const granted = grantedTo(things)
  const acting = actorsOf(things)
  const edges: Edge[] = [...acting].flatMap(([to, actors]) =>
    actors.map((from) => ({
      from,
      kind: 'uses' as const,
      to,
      by: from,
      says: 'acts as it',
      confidence: 0.9,
    })),
  )
  for (const [holder, grants] of granted)
    for (const { statements, policy } of grants)
      for (const statement of statements) {
        if (!statement.allows) continue
        const says = actionWords(statement)
        for (const to of statement.resources.flatMap((one) => things.in(one))) {
          if (to.type.step || to === holder) continue
          const base = { to, by: policy, says }
          if (kindOf(holder) === 'identity')
            edges.push({ from: holder, kind: 'permits', ...base, confidence: 0.95 })
          const actors = ACTS.has(kindOf(holder)) ? [holder] : (acting.get(holder) ?? [])
          const use = { ...accessOf(statement.actions), calls: calls(statement.actions) }
          for (const from of actors) edges.push(...accessOfOne(from, use, base))
        }
      }
  return [...edges, ...bindingEdges(things, acting)]
}

function accessOfOne(
  from: Thing,
  use: { reads: boolean; writes: boolean; calls: boolean },
  base: { to: Thing; by: Thing; says: string },
): Edge[] {
  const kind = kindOf(base.to)
  if (from === base.to) return []
  if (kind === 'secret') return [{ from, kind: 'uses', ...base, confidence: 0.9 }]
  if (!HOLDS.has(kind)) return use.calls ? [{ from, kind: 'calls', ...base, confidence: 0.9 }] : []
  return [
    ...(use.reads ? [{ from, kind: 'reads' as const, ...base, confidence: 0.9 }] : []),
    ...(use.writes ? [{ from, kind: 'writes' as const, ...base, confidence: 0.9 }] : []),
  ]
}

/** The statements of every role and of what holds policies itself, named policies followed. */
export function grantedTo(things: Things): Map<Thing, Granted[]> {
  const granted = new Map<Thing, Granted[]>()
  const give = (to: Thing, one: Granted): void => void granted.set(to, [...(granted.get(to) ?? []), one])
  for (const thing of things.all)
    for (const { policy, to } of thing.type.grants ?? []) {
      const statements = at(thing.declared.fields, policy).flatMap((one) => statementsOf(one, things) ?? [])
      if (statements.length === 0) continue
      give(thing, { statements, policy: thing })
      for (const role of to ? things.at(thing, to) : []) give(role, { statements, policy: thing })
    }
  for (const thing of things.all) {
    const { attaches } = thing.type
    if (!attaches) continue
    const own = things
      .at(thing, attaches.policies)
      .flatMap((policy) => (granted.get(policy) ?? []).filter((one) => one.policy === policy))
    for (const role of attaches.to ? things.at(thing, attaches.to) : [thing])
      for (const one of own) give(role, one)
  }
  return granted
}

/** Role → what acts as it, through instance profiles. */
function actorsOf(things: Things): Map<Thing, Thing[]> {
  const acting = new Map<Thing, Thing[]>()
  for (const thing of things.all) {
    if (!ACTS.has(kindOf(thing))) continue
    const named = things.at(thing, thing.type.actsAs)
    for (const role of named.flatMap((one) => (one.type.step ? things.at(one, one.type.actsAs) : [one])))
      if (kindOf(role) === 'identity') acting.set(role, [...(acting.get(role) ?? []), thing])
  }
  return acting
}

/** Roles that are given to members on one thing: Google's and Azure's way. */
function bindingEdges(things: Things, acting: ReadonlyMap<Thing, readonly Thing[]>): Edge[] {
  return things.all.flatMap((thing) => {
    const { binds } = thing.type
    if (!binds) return []
    const role = things.scalars(thing, binds.role)?.join(', ')
    if (!role) return []
    const use = { ...accessOfRole(role), calls: /invoker|caller/i.test(role) }
    return things.at(thing, binds.members).flatMap((member) =>
      things.at(thing, binds.on).flatMap((to) => {
        const base = { to, by: thing, says: role }
        const permits: Edge[] =
          kindOf(member) === 'identity' ? [{ from: member, kind: 'permits', ...base, confidence: 0.95 }] : []
        const actors = ACTS.has(kindOf(member)) ? [member] : (acting.get(member) ?? [])
        return [...permits, ...actors.flatMap((from) => accessOfOne(from, use, base))]
      }),
    )
  })
}
