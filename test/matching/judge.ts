import { meetingCwes } from '../../src/model/cwe/related.ts'
import { normaliseSnippet } from '../../src/model/snippet.ts'
import { observe } from './rescan.ts'
import type { Uploaded } from './upload-world.ts'
import type { Sighting, World } from './world.ts'

/** How the database's word compares with the truth, counted in sightings that are in the source before and after. */
export interface Verdict {
  survivors: number
  /** Their finding and its history went along. */
  kept: number
  /** Copies came in, and their finding went to one of those that nothing tells from them: it is kept, on the same code. */
  atTwin: number
  lost: { sighting: Sighting; why: string }[]
  /** Pairs of sightings that are one finding and should not be. */
  merged: [Sighting, Sighting][]
  /** New sightings that took over the finding of one that was taken away, and is not what they were copied from. */
  inherited: Sighting[]
}

export function judge(before: Uploaded, after: Uploaded, is: World): Verdict {
  const verdict: Verdict = { survivors: 0, kept: 0, atTwin: 0, lost: [], merged: [], inherited: [] }
  const foundBefore = new Set(before.findings.values())
  const foundStill = new Set(is.sightings.flatMap((s) => before.findings.get(s.mark) ?? []))
  for (const sighting of is.sightings) {
    const old = before.findings.get(sighting.mark)
    const now = after.findings.get(sighting.mark) as string
    if (old === undefined) {
      const isItsOriginals = before.findings.get(sighting.copyOf as string) === now
      if (foundBefore.has(now) && !foundStill.has(now) && !isItsOriginals) verdict.inherited.push(sighting)
      continue
    }
    verdict.survivors++
    const isUndisturbed = !after.disturbed.has(old)
    if (now === old && isUndisturbed) verdict.kept++
    else if (now !== old && isUndisturbed && isAtTwin(before, after, is, sighting, old)) verdict.atTwin++
    else verdict.lost.push({ sighting, why: now === old ? 'closed and reopened' : 'another finding' })
  }
  verdict.merged = wronglyMerged(before, after, is)
  return verdict
}

/** Which of several equal pieces of code is the original, once copies came in, nobody can say. */
function isAtTwin(
  before: Uploaded,
  after: Uploaded,
  is: World,
  sighting: Sighting,
  finding: string,
): boolean {
  const twins = is.sightings.filter((other) => other !== sighting && areTwins(is, other, sighting))
  const hasCopy = twins.some(({ mark }) => !before.findings.has(mark))
  return hasCopy && twins.some(({ mark }) => after.findings.get(mark) === finding)
}

/** Nothing that the tool says tells one from the other but the line. */
function areTwins(world: World, a: Sighting, b: Sighting): boolean {
  if (a.report !== b.report || a.observation.rule !== b.observation.rule || a.anchor?.path !== b.anchor?.path)
    return false
  const [x, y] = [observe(world, a), observe(world, b)]
  return (
    normaliseSnippet(x.location?.snippet) === normaliseSnippet(y.location?.snippet) &&
    x.description === y.description &&
    x.resource?.address === y.resource?.address
  )
}

function wronglyMerged(before: Uploaded, after: Uploaded, is: World): [Sighting, Sighting][] {
  const secrets = new Set(
    is.sightings.flatMap((s) => (s.observation.secretHash ? (before.findings.get(s.mark) ?? []) : [])),
  )
  const wrong: [Sighting, Sighting][] = []
  for (const [first, ...others] of Map.groupBy(is.sightings, (s) => after.findings.get(s.mark)).values())
    for (const other of others)
      if (first && !mayBeOne(before, is, secrets, first, other)) wrong.push([first, other])
  return wrong
}

/**
 * One finding before; copies of what was one finding; the same secret, which is one finding wherever it stands; or what two
 * tools see on one line under CWEs that name one weakness, which is one finding by design, whichever came first.
 */
function mayBeOne(
  before: Uploaded,
  is: World,
  secrets: ReadonlySet<string>,
  a: Sighting,
  b: Sighting,
): boolean {
  const [x, y] = [a, b].map((s) => s.observation.secretHash)
  if (x !== undefined && x === y) return true
  if (isOneWeakness(is, a, b)) return true
  return truthOf(before, secrets, a) === truthOf(before, secrets, b)
}

function truthOf({ findings }: Uploaded, secrets: ReadonlySet<string>, { mark, copyOf }: Sighting): string {
  const own = findings.get(mark)
  const original = findings.get(copyOf as string) as string
  return own ?? (secrets.has(original) ? original : `copy of ${original}`)
}

function isOneWeakness(is: World, a: Sighting, b: Sighting): boolean {
  if (a.report === b.report || a.anchor?.path !== b.anchor?.path) return false
  const [x, y] = [observe(is, a), observe(is, b)]
  return x.location?.line === y.location?.line && meetingCwes(x.cwes ?? [], y.cwes ?? []) !== undefined
}
