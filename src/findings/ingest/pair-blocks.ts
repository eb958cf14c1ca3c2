import { oldestOfConnected } from './unite.ts'

/** Lines of a file, the last one included. */
export interface Lines {
  line: number
  endLine: number
}

/** A fresh observation and one of another tool on the same control in the same file. */
export interface BlockCandidate {
  fresh: string
  freshLines: Lines
  /** The resource, by `sharedAddress`; null where it names none. */
  freshAddress: string | null
  finding: string
  /** The resource as the finding's observations name it, by `sharedAddress`; empty where none does. */
  findingAddresses: readonly string[]
  observation: string
  observationTool: string
  observationLines: Lines
  control: string
}

export interface BlockMatch {
  fresh: string
  finding: string
  reason: { rule: 'block'; with: string; tool: string; control: string; lines: Lines }
}

export interface BlockMatches {
  matches: BlockMatch[]
  /** Findings that a fresh observation proves to be one: loser → winner, the oldest. */
  joins: Map<string, string>
}

/**
 * Which fresh results are the same as a finding of other tools by their place in a file and the control. Two that name resources are
 * one where they name the same: tools that give files from different roots. Where one of the two names none, the lines have to
 * meet: SARIF of tfsec, Trivy, KICS and Terrascan gives the lines alone. Of several findings the one whose block is the smallest
 * around the result counts, and nothing where that is a guess; a block around several that name no resource of their own makes them
 * one. Pure.
 */
export function pairBlocks(candidates: readonly BlockCandidate[]): BlockMatches {
  const matches: BlockMatch[] = []
  const links: [string, string][] = []
  const meeting = withoutRivals(candidates.filter(mayMeet))
  for (const options of Map.groupBy(meeting, ({ fresh }) => fresh).values()) {
    const parts = options.some(isSameResource) ? [] : partsOfOneBlock(options)
    const match = options.find(isSameResource) ?? parts[0] ?? smallestAround(options)
    if (!match) continue
    matches.push(matchOf(match))
    for (const { finding } of parts) if (finding !== match.finding) links.push([finding, match.finding])
  }
  const joins = [...oldestOfConnected(links)].filter(([finding, oldest]) => finding !== oldest)
  return { matches, joins: new Map(joins) }
}

/** Without those of several named resources that would all take a finding which names none. */
function withoutRivals(candidates: readonly BlockCandidate[]): BlockCandidate[] {
  const named = Map.groupBy(
    candidates.filter((one) => isNamed(one) && !isSameResource(one)),
    ({ finding }) => finding,
  )
  const isTorn = ({ finding, fresh }: BlockCandidate) =>
    named.get(finding)?.some((other) => other.fresh !== fresh) === true
  return candidates.filter((one) => !isNamed(one) || isSameResource(one) || !isTorn(one))
}

/** A tool that knows no line says the first: it means the file. */
const isWholeFile = ({ endLine }: Lines): boolean => endLine <= 1

const meet = (a: Lines, b: Lines): boolean => a.line <= b.endLine && b.line <= a.endLine
const holds = (outer: Lines, inner: Lines): boolean =>
  outer.line <= inner.line && inner.endLine <= outer.endLine

const isNamed = ({ freshAddress }: BlockCandidate): boolean => freshAddress !== null
const isSameResource = ({ freshAddress, findingAddresses }: BlockCandidate): boolean =>
  freshAddress !== null && findingAddresses.includes(freshAddress)

function mayMeet(one: BlockCandidate): boolean {
  const { freshLines, observationLines } = one
  if (isNamed(one) && one.findingAddresses.length > 0) return isSameResource(one)
  return isWholeFile(freshLines) || isWholeFile(observationLines) || meet(freshLines, observationLines)
}

/** All options, the oldest finding first, where the fresh result's own block holds them and they are about one resource at most. */
function partsOfOneBlock(options: readonly BlockCandidate[]): BlockCandidate[] {
  const byFinding = Map.groupBy(options, ({ finding }) => finding)
  const named = [...byFinding.values()].filter(([one]) => one?.findingAddresses.length).length
  const areParts =
    byFinding.size === 1 ||
    (named + (options[0]?.freshAddress ? 1 : 0) <= 1 &&
      options.every(
        ({ freshLines, observationLines }) =>
          !isWholeFile(freshLines) && !isWholeFile(observationLines) && holds(freshLines, observationLines),
      ))
  return areParts
    ? [...byFinding.values()].flatMap(([one]) => one ?? []).sort((a, b) => (a.finding < b.finding ? -1 : 1))
    : []
}

function smallestAround(options: readonly BlockCandidate[]): BlockCandidate | undefined {
  const around = options
    .filter(
      ({ freshLines, observationLines }) => !isWholeFile(freshLines) && holds(observationLines, freshLines),
    )
    .sort((a, b) => heightOf(a.observationLines) - heightOf(b.observationLines))
  const [best] = around
  const rival = around.find(({ finding }) => finding !== best?.finding)
  const isClear = best && (!rival || heightOf(best.observationLines) < heightOf(rival.observationLines))
  return isClear ? best : undefined
}

const heightOf = ({ line, endLine }: Lines): number => endLine - line

const matchOf = (one: BlockCandidate): BlockMatch => ({
  fresh: one.fresh,
  finding: one.finding,
  reason: {
    rule: 'block',
    with: one.observation,
    tool: one.observationTool,
    control: one.control,
    lines: one.observationLines,
  },
})
