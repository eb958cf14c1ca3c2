import { asList, asObject, type Json } from '../../../formats/values/fields.ts'
import type { AffectedPackage, RangeEvent, VersionRange } from '../../../model/advisory.ts'
import type { IntelItem } from '../contract.ts'
import { flaw } from '../reading/json-elements.ts'
import { word } from '../reading/said.ts'
import { symbolsIn } from './symbols-in.ts'

/** OSV.dev's own name for what is known by its repository only. */
const BY_REPOSITORY = 'GIT'

/** The packages that `affected` of an OSV record speaks of; what cannot be used of it goes to `flaws`. */
export function affectedIn(value: unknown, where: string, flaws: IntelItem[]): AffectedPackage[] {
  const packages: AffectedPackage[] = []
  for (const [index, given] of asList(value).entries()) {
    const at = `${where}/${index}`
    const entry = asObject(given)
    const ranges = entry ? rangesIn(entry, at, flaws) : []
    const named = entry && packageOf(entry)
    if (!entry || !named) flaws.push(flaw(at, 'an affected package is left out: it has no name or ecosystem'))
    else packages.push({ ...named, ranges, versions: versionsIn(entry, at, flaws), ...symbolsIn(entry) })
  }
  return packages
}

function packageOf(entry: Json): { ecosystem: string; name: string } | undefined {
  const named = asObject(entry.package)
  const [ecosystem, name] = [word(named?.ecosystem), word(named?.name)]
  if (ecosystem && name) return { ecosystem, name }
  const repository = asList(entry.ranges)
    .map((range) => word(asObject(range)?.repo))
    .find((repo) => repo !== undefined)
  return named || !repository ? undefined : { ecosystem: BY_REPOSITORY, name: repository }
}

function versionsIn(entry: Json, at: string, flaws: IntelItem[]): string[] {
  const given = asList(entry.versions)
  const versions = given.map(word).filter((version) => version !== undefined)
  const lost = given.length - versions.length
  if (lost > 0) flaws.push(flaw(`${at}/versions`, `${lost} of its ${given.length} versions are no text`))
  return versions
}

const TYPES = ['SEMVER', 'ECOSYSTEM', 'GIT'] as const

function rangesIn(entry: Json, at: string, flaws: IntelItem[]): VersionRange[] {
  const ranges: VersionRange[] = []
  for (const [index, given] of asList(entry.ranges).entries()) {
    const place = `${at}/ranges/${index}`
    const range = asObject(given)
    const type = TYPES.find((one) => one === range?.type)
    if (!range || !type) flaws.push(flaw(place, 'a range is left out: its type is none that is known'))
    else ranges.push({ type, events: eventsIn(range, place, flaws) })
  }
  const open = ranges.filter(isOpen)
  const bound = boundIn(entry)
  if (bound && open.length === 1) open[0]?.events.push(bound)
  return ranges
}

const KINDS = [
  ['introduced', (introduced: string): RangeEvent => ({ introduced })],
  ['fixed', (fixed: string): RangeEvent => ({ fixed })],
  ['last_affected', (lastAffected: string): RangeEvent => ({ lastAffected })],
  ['limit', (limit: string): RangeEvent => ({ limit })],
] as const

function eventsIn(range: Json, place: string, flaws: IntelItem[]): RangeEvent[] {
  const events: RangeEvent[] = []
  for (const [index, given] of asList(range.events).entries()) {
    const event = asObject(given)
    const told = KINDS.flatMap(([kind, make]) => {
      const version = word(event?.[kind])
      return version === undefined ? [] : [make(version)]
    })
    if (told.length === 0) flaws.push(flaw(`${place}/events/${index}`, 'an end of a range is left out'))
    events.push(...told)
  }
  return events
}

/** Whether it goes on without end behind its last `introduced`. */
const isOpen = ({ type, events }: VersionRange): boolean => {
  const last = events.at(-1)
  return (
    type !== 'GIT' && last !== undefined && 'introduced' in last && !events.some((event) => 'limit' in event)
  )
}

/**
 * GitHub knows the upper end of some ranges without a fixed version and tells it beside the range, as `<= 1.5.1`
 * (https://github.com/github/advisory-database#faq): without it every later version would be affected for ever.
 */
function boundIn(entry: Json): RangeEvent | undefined {
  const told = word(asObject(entry.database_specific)?.last_known_affected_version_range)
  const [, sign, version = ''] = /^(<=?)\s*(\S+)$/.exec(told ?? '') ?? []
  return sign === '<=' ? { lastAffected: version } : sign === '<' ? { limit: version } : undefined
}
