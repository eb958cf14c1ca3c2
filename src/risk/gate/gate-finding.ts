import { twinKey } from '../../findings/identity.ts'
import { highestCvss } from '../../findings/ingest/staged-row.ts'
import { reachOfObservation } from '../../findings/observed-reach.ts'
import { cveAge, cveYear } from '../../model/cve-age.ts'
import { EXPLOIT_MATURITIES } from '../../model/exploit-maturity.ts'
import { allNoise, type Noise, noiseOf } from '../../model/noise.ts'
import type { Observation } from '../../model/observation.ts'
import { REACHES } from '../../model/reachability.ts'
import { type Severity, severityRank, worse } from '../../model/severity.ts'
import type { Facts } from '../policies/facts.ts'
import { type Maturity, NO_CONTEXT, type RiskContext } from '../score/input.ts'
import { score } from '../score/score.ts'
import { ssvcFacts } from '../ssvc/ssvc-facts.ts'
import type { Baseline } from './baseline.ts'
import type { Member } from './group.ts'
import { stableId } from './seen.ts'
import type { Standing } from './standing.ts'

/** What is known of advisories by the server's intelligence, by id. */
export type Signals = ReadonlyMap<
  string,
  { epss: number | null; knownExploited: boolean | null; maturity: Maturity | null }
>

/** One finding at the gate, as a policy looks at it, with the place as people read it. */
export interface GateFinding {
  facts: Facts
  place: string
  members: readonly Member[]
  standing: Standing
}

/** Of the change as a whole. */
export interface Change {
  branch: string
  files: readonly string[]
}

/** Makes findings of groups, each with a name of its own that stays from run to run. Pure. */
export function findingMaker(baseline: Baseline | undefined, signals: Signals, change: Change) {
  const ids = new Map<string, number>()
  const context = baseline?.context ?? null
  const common = {
    asset: {
      name: context?.asset ?? '',
      kind: context?.kind ?? '',
      criticality: context?.criticality ?? '',
      exposure: context?.exposure ?? '',
      environment: context?.environment ?? '',
      dataClasses: context?.dataClasses ?? [],
      controls: context?.controls ?? [],
      compliance: context?.compliance ?? [],
    },
    application: { name: context?.application ?? '', team: context?.team ?? '' },
    change: { branch: change.branch, target: baseline?.name ?? '', files: change.files },
  }
  return (members: readonly Member[], standing: Standing): GateFinding => {
    const worst = members.reduce((a, b) =>
      severityRank(b.observation.severity) > severityRank(a.observation.severity) ? b : a,
    )
    const all = members.map(({ observation }) => observation)
    const tools = [...new Set(members.map(({ tool }) => tool))].sort()
    const severity = all.reduce<Severity>((a, o) => worse(a, o.severity), 'unknown')
    const id = members.map(({ tool, observation }) => stableId(tool, observation)).sort()[0] as string
    const twin = ids.get(id) ?? 0
    ids.set(id, twin + 1)
    const component = all.find((o) => o.component)?.component
    const location = worst.observation.location ?? all.find((o) => o.location)?.location
    const advisories = distinct(all.flatMap((o) => o.advisories ?? []))
    const told = signalOf(advisories, signals, all)
    const noise = noiseOfAll(all, severity)
    const own = {
      name: component?.name ?? '',
      version: component?.version ?? '',
      fixVersion: component?.fixVersions?.[0] ?? '',
      direct: component?.direct ?? false,
      scope: component?.scope ?? '',
    }
    const { kind, rule, title } = worst.observation
    const rated = all.flatMap((o) => highestCvss(o) ?? [])
    const rating = rated.sort((a, b) => (b.score ?? -1) - (a.score ?? -1))[0]
    const cvss = rating?.score ?? null
    const cwes = [...new Set(all.flatMap((o) => o.cwes ?? []))]
    const reachability = all.map(reachOfObservation).reduce((a, b) => (b === null || (a ?? -1) > b ? a : b))
    const facts: Facts = {
      ...common,
      finding: {
        id: twinKey(id, twin),
        title,
        kind,
        rule,
        severity,
        score: scoreOf(),
        isNew: standing.isNew,
        state: standing.state,
        knownExploited: told.knownExploited === true,
        epss: told.epss ?? -1,
        exploitMaturity: told.maturity === null ? '' : EXPLOIT_MATURITIES[told.maturity],
        reachability: reachability === null ? '' : (REACHES[reachability] ?? ''),
        cwes,
        advisories,
        tool: tools[0] ?? '',
        tools,
        path: location?.path ?? component?.path ?? '',
        line: location?.line ?? 0,
        component: own.name,
        version: own.version,
        fixVersion: own.fixVersion,
        direct: own.direct,
        scope: own.scope,
        noise,
        tags: distinct(all.flatMap((o) => o.tags ?? [])),
        ageDays: standing.ageDays,
        // Who owns what is known once a server has it.
        owner: '',
        ownerSource: '',
      },
      component: { ...own, purl: component?.purl ?? '', path: component?.path ?? '' },
      advisory: {
        id: advisories[0] ?? '',
        ids: advisories,
        knownExploited: told.knownExploited === true,
        epss: told.epss ?? -1,
        cvss: cvss ?? -1,
      },
      ssvc: ssvcFacts({
        ...riskOf(context ?? NO_CONTEXT),
        published: advisories.length > 0,
        knownExploited: told.knownExploited,
        exploitMaturity: told.maturity,
        automatable: null,
        technicalImpact: null,
        cvssVector: rating?.vector ?? null,
      }),
    }
    return { facts, place: placeOf(worst.observation), members, standing }

    function scoreOf(): number {
      const made = score({
        ...riskOf(context ?? NO_CONTEXT),
        kind,
        severity,
        cvss,
        cvssVector: rating?.vector ?? null,
        published: advisories.length > 0,
        knownExploited: told.knownExploited,
        maturity: told.maturity,
        epss: told.epss,
        epssTrend: null,
        automatable: null,
        cveAge: cveAge(cveYear(advisories), new Date()),
        confidence: worst.observation.confidence ?? null,
        tools: tools.length,
        cwes,
        reachability,
        noise,
      })
      return made.score / 10
    }
  }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

const riskOf = (context: RiskContext): RiskContext => ({
  criticality: context.criticality,
  exposure: context.exposure,
  environment: context.environment,
  dataClasses: context.dataClasses,
  controls: context.controls,
  compliance: context.compliance,
  blastRadius: context.blastRadius,
})

/** The feeds' word on EPSS before a tool's; exploited when anybody says so. As the server has it. */
function signalOf(advisories: readonly string[], signals: Signals, all: readonly Observation[]) {
  const fed = advisories.flatMap((id) => signals.get(id) ?? [])
  const most = (values: readonly (number | null | undefined)[]): number | null => {
    const known = values.filter((value) => value !== null && value !== undefined)
    return known.length > 0 ? Math.max(...known) : null
  }
  const words = [...fed.map((one) => one.knownExploited), ...all.map((o) => o.knownExploited ?? null)]
  return {
    epss: most(fed.map((one) => one.epss)) ?? most(all.map((o) => o.epss)),
    knownExploited: words.includes(true) ? true : words.includes(false) ? false : null,
    maturity: most(fed.map((one) => one.maturity)) as Maturity | null,
  }
}

/** A reason counts when every member has it: one tool that sees it elsewhere makes it worth a look. */
function noiseOfAll(all: readonly Observation[], severity: Severity): Noise[] {
  const [first = [], ...others] = all.map(noiseOf)
  const common = first.filter((noise) => others.every((list) => list.includes(noise)))
  return allNoise([...new Set(common)], severityRank(severity))
}

function placeOf({ component, location, endpoint, resource, rule }: Observation): string {
  const code = location && `${location.path}${location.line ? `:${location.line}` : ''}`
  if (component) return component.version ? `${component.name}@${component.version}` : component.name
  if (endpoint && !location) return [endpoint.method, endpoint.url].filter(Boolean).join(' ')
  return code ?? resource?.address ?? rule
}
