import type { Exposure } from '../../../model/application.ts'
import { type Admission, admissionsOf } from './admissions.ts'
import type { Facing, Firewall } from './contract.ts'
import { everybody } from './policies.ts'
import { at } from './property.ts'
import { decide } from './rules.ts'
import type { Thing, Things } from './things.ts'
import { referencesIn, textsIn } from './value.ts'

export interface Shown {
  exposure: Exposure
  says: string
}

type Admitted = readonly (Admission | 'open')[]
type Lent = { tells: Exposure | Facing; says: string; over: boolean }

/** The exposure of every thing, as far as the declarations tell, and what each firewall lets in. */
export function exposuresOf(things: Things): {
  shown: Map<Thing, Shown>
  admitted: Map<Thing, Admitted>
  guards: Map<Thing, Thing[]>
} {
  const admitted = admittedBy(things)
  const guards = guardsOf(things)
  const lent = lentTo(things)
  const shown = new Map<Thing, Shown>()
  for (const thing of things.all) {
    const own = exposureOf(thing, things, guards.get(thing) ?? [], admitted, lent)
    if (own) shown.set(thing, own)
  }
  return { shown, admitted, guards }
}

function exposureOf(
  thing: Thing,
  things: Things,
  guards: readonly Thing[],
  admitted: ReadonlyMap<Thing, Admitted>,
  lent: ReadonlyMap<Thing, Lent[]>,
): Shown | undefined {
  const borrowed = lent.get(thing) ?? []
  const strong = borrowed.find((one) => one.over) ?? widest(borrowed.filter((one) => isExposure(one.tells)))
  if (strong && isExposure(strong.tells)) return { exposure: strong.tells, says: strong.says }
  const outright = decide(thing.type.exposure, thing, things)
  if (outright && outright !== 'open') return { exposure: outright.tells, says: outright.says }
  if (thing.type.firewall && !thing.type.partOf) return undefined
  // Only what answers can be reached; subnets and interfaces are on the way to it.
  if (PASSED.has(thing.type.kind)) return undefined
  const facing = borrowed.find((one) => one.tells === 'public') ?? facingOf(thing, things, 0)
  const through = admissionThrough(guards, admitted)
  if (!facing)
    return through &&
      through !== 'open' &&
      (through.exposure === 'internal' || through.exposure === 'isolated')
      ? through
      : undefined
  if (facing.tells === 'private')
    return through && through !== 'open' && through.exposure === 'isolated'
      ? through
      : { exposure: 'internal', says: facing.says }
  if (through === 'open') return undefined
  return through
    ? { ...through, says: `${facing.says}; ${through.says}` }
    : { exposure: 'internet', says: facing.says }
}

const PASSED: ReadonlySet<string> = new Set([
  'network',
  'resource',
  'network-policy',
  'permission',
  'identity',
])
const ORDER: readonly string[] = ['internet', 'partner', 'internal', 'isolated']
const isExposure = (one: string): one is Exposure => ORDER.includes(one)
const widest = (lent: readonly Lent[]): Lent | undefined =>
  [...lent].sort((a, b) => ORDER.indexOf(a.tells) - ORDER.indexOf(b.tells))[0]

/** Whether it has a public address: its own word, else that of the subnet or interface that it stands in. */
function facingOf(thing: Thing, things: Things, depth: number): { tells: Facing; says: string } | undefined {
  if (depth > 3) return undefined
  const own = decide(thing.type.facing, thing, things)
  if (own === 'open') return undefined
  if (own) return own
  const places = things.at(thing, thing.type.placed).map((one) => facingOf(one, things, depth + 1))
  return places.find((one) => one?.tells === 'public') ?? (places.every((one) => one) ? places[0] : undefined)
}

/** What gets through all guards together: each has to let it in; within one guard the widest rule counts. */
function admissionThrough(
  guards: readonly Thing[],
  admitted: ReadonlyMap<Thing, Admitted>,
): (Shown & { exposure: Exposure }) | 'open' | undefined {
  const own = guards.flatMap((guard) => {
    const rules = admitted.get(guard)
    return rules ? [{ guard, rules }] : []
  })
  if (own.length === 0) return undefined
  const all = own.flatMap(({ guard, rules }) =>
    rules.map((rule) =>
      rule === 'open' ? rule : { exposure: rule.from, says: `${guard.name} lets in ${rule.says}` },
    ),
  )
  const known = all.filter((one): one is Shown => one !== 'open')
  const best = [...known].sort((a, b) => ORDER.indexOf(a.exposure) - ORDER.indexOf(b.exposure))[0]
  if (best?.exposure === 'internet') return best
  if (all.includes('open')) return 'open'
  return (
    best ?? { exposure: 'isolated', says: `${own.map(({ guard }) => guard.name).join(', ')} lets nothing in` }
  )
}

function admittedBy(things: Things): Map<Thing, Admitted> {
  const admitted = new Map<Thing, (Admission | 'open')[]>()
  for (const thing of things.all) {
    const { firewall, partOf } = thing.type
    if (!firewall) continue
    const own = [firewall].flat().flatMap((one) => admissionsOf(thing, things, one as Firewall))
    for (const group of partOf ? things.at(thing, partOf) : [thing])
      admitted.set(group, [...(admitted.get(group) ?? []), ...own])
  }
  return admitted
}

/** The firewalls in front of every thing: named by it, by its subnets and interfaces, put there by others, or found by tags. */
function guardsOf(things: Things): Map<Thing, Thing[]> {
  const put = new Map<Thing, Thing[]>()
  for (const thing of things.all)
    for (const guarded of things.at(thing, thing.type.puts?.before))
      put.set(guarded, [...(put.get(guarded) ?? []), ...things.at(thing, thing.type.puts?.guard)])
  const covering = things.all.filter((one) => one.type.covers)
  const guards = new Map<Thing, Thing[]>()
  const look = (thing: Thing, depth: number): Thing[] => {
    if (depth > 3) return []
    const named = things.at(thing, [...(thing.type.guards ?? []), ...(thing.type.placed ?? [])])
    const further = named.flatMap((one) => (one.type.firewall ? [one] : look(one, depth + 1)))
    return [...(put.get(thing) ?? []), ...further]
  }
  for (const thing of things.all) {
    if (thing.type.firewall) continue
    const found = [...new Set([...look(thing, 0), ...coveredBy(thing, things, covering)])]
    if (found.length > 0) guards.set(thing, found)
  }
  return guards
}

/** A firewall of a network counts for what wears one of its tags, or for everything when it has none. */
function coveredBy(thing: Thing, things: Things, firewalls: readonly Thing[]): Thing[] {
  const { found } = thing.type
  if (!found) return []
  const direct = things.at(thing, found.networks)
  const networks = new Set([...direct, ...direct.flatMap((one) => things.at(one, ['network']))])
  const names = new Set(found.networks.flatMap((path) => things.scalars(thing, path) ?? []))
  const tags = new Set(things.scalars(thing, found.tags) ?? [])
  return firewalls.filter((firewall) => {
    const { covers } = firewall.type
    if (!covers) return false
    const here =
      things.at(firewall, [covers.network]).some((one) => networks.has(one)) ||
      (things.scalars(firewall, covers.network) ?? []).some((one) => names.has(one))
    const wanted = things.scalars(firewall, covers.tags) ?? []
    return here && (wanted.length === 0 || wanted.some((one) => tags.has(one)))
  })
}

function lentTo(things: Things): Map<Thing, Lent[]> {
  const lent = new Map<Thing, Lent[]>()
  const give = (to: Thing, one: Lent): void => void lent.set(to, [...(lent.get(to) ?? []), one])
  for (const thing of things.all) {
    for (const rule of thing.type.lends ?? []) {
      const said = decide([rule], thing, things)
      if (!said || said === 'open') continue
      const says = `${thing.name}: ${said.says}`
      for (const to of things.at(thing, rule.to))
        give(to, { tells: said.tells, says, over: rule.over === true })
    }
    for (const { policy, of } of thing.type.opens ?? []) {
      if (!at(thing.declared.fields, policy).some((one) => everybody(one, things))) continue
      for (const to of of ? things.at(thing, of) : [thing])
        give(to, {
          tells: 'internet',
          says: `${thing.name}: a policy for everybody (Principal *)`,
          over: false,
        })
    }
  }
  return lent
}

/** Paths at which something is named, by thing: for relations that no rule says. What runs is named by its id. */
export function namedBy(thing: Thing, things: Things): { path: string; thing: Thing }[] {
  const { fields } = thing.declared
  const named = referencesIn(fields).map(({ path, reference }) => ({ path, found: things.of(reference) }))
  if (things.areIdentified)
    named.push(...textsIn(fields).map(({ path, text }) => ({ path, found: things.identified(text) })))
  const seen = new Set<string>()
  return named.flatMap(({ path, found }) =>
    found.flatMap((one) => {
      const key = `${path}\0${one.declared.id}`
      if (one === thing || seen.has(key)) return []
      seen.add(key)
      return [{ path, thing: one }]
    }),
  )
}
