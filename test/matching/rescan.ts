import type { Item } from '../../src/formats/contract.ts'
import type { AffectedComponent, CodeLocation, Observation } from '../../src/model/observation.ts'
import type { Dice } from './dice.ts'
import { type Anchor, lineAt, lineStarts, type Sighting, type World } from './world.ts'

/** What the same tool would print of this place now. */
export function printed(text: string, anchor: Anchor): string {
  if (anchor.printing === 'region') return text.slice(anchor.start, anchor.end)
  const starts = lineStarts(text)
  const end = (starts[lineAt(starts, anchor.end - 1) + 1] ?? text.length + 1) - 1
  const lines = text.slice(starts[lineAt(starts, anchor.start)], end)
  return anchor.printing === 'trimmed' ? lines.trim() : lines
}

/** One report of the world's source as it is now: every sighting derived anew from where its code stands. */
export function rescan(world: World, report: number, roll: Dice): Item[] {
  const { headers } = world.reports[report] as World['reports'][number]
  const sightings = world.sightings.filter((s) => s.report === report)
  const placed = sightings.map((sighting) => ({ sighting, observation: observe(world, sighting) }))
  // Most tools print in the order of the source, some in any.
  const ordered = roll.chance(0.75)
    ? placed.sort((a, b) => order(a.observation, b.observation))
    : roll.shuffle(placed)
  return roll
    .shuffle(headers.map((header, nth) => ({ header, nth })))
    .flatMap(({ header, nth }): Item[] => [
      header,
      ...ordered.filter(({ sighting }) => sighting.header === nth).map(({ observation }) => observation),
    ])
}

const order = (a: Observation, b: Observation): number => {
  const [x, y] = [a.location?.path ?? '', b.location?.path ?? '']
  if (x !== y) return x < y ? -1 : 1
  return (a.location?.line ?? 0) - (b.location?.line ?? 0)
}

/** The observation as the tool would say it now; its mark goes along in the tags, which are no part of any identity. */
export function observe(world: World, { mark, observation, anchor }: Sighting): Observation {
  const tags = [mark]
  if (!anchor || !observation.location)
    return {
      ...observation,
      tags,
      ...(observation.component && { component: followManifest(world, observation.component) }),
    }
  const was = observation.location
  const text = world.files.get(anchor.path) as string
  const location = locate(text, anchor, was)
  return {
    ...observation,
    tags,
    location,
    ...(observation.fingerprints && { fingerprints: follow(observation.fingerprints, was, location) }),
    ...(observation.resource && {
      resource: {
        ...observation.resource,
        address: observation.resource.address.replace(was.path, location.path),
      },
    }),
  }
}

function locate(text: string, anchor: Anchor, was: CodeLocation): CodeLocation {
  const starts = lineStarts(text)
  const [first, last] = [lineAt(starts, anchor.start), lineAt(starts, anchor.end - 1)]
  return {
    ...was,
    path: anchor.path,
    line: first + 1,
    endLine: last + 1,
    ...(anchor.columns && {
      column: anchor.start - (starts[first] as number) + 1,
      endColumn: anchor.end - (starts[last] as number) + 1,
    }),
    ...(anchor.printing !== 'none' && anchor.printing !== 'as before' && { snippet: printed(text, anchor) }),
  }
}

/** Gitleaks' fingerprint is path:rule:line. */
const follow = (
  prints: Record<string, string>,
  was: CodeLocation,
  is: CodeLocation,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(prints).map(([name, value]) => [
      name,
      value.replace(was.path, is.path).replace(new RegExp(`:${was.line}$`), `:${is.line}`),
    ]),
  )

const followManifest = (world: World, component: AffectedComponent): AffectedComponent => ({
  ...component,
  ...(component.path !== undefined && { path: world.renamed.get(component.path) ?? component.path }),
})
