import type { Observation } from '../../model/observation.ts'
import type { Discovery, DiscoveryProblem, FileFacts, Link, Pipeline, Tree } from '../contract.ts'
import { listed } from './commands/deeds-of-action.ts'
import { fillVariables } from './commands/fill-variables.ts'
import type { Deed, Fact, PipelineFact, Use, Variable } from './contract.ts'
import { withoutTag } from './model-parts.ts'
import { observationOf } from './posture/observation-of.ts'

const ONLY_INPUT = /^\$\{\{\s*inputs\.[\w-]+\s*\}\}$/
const MAX_DEPTH = 10
/** Parts that one pipeline may take in, the same one with other inputs counted again. */
const MAX_PARTS = 300

interface Whole {
  path: string
  fact: PipelineFact
  /** The pipeline's own file and the parts of the same repository that it takes in, with the file of each. */
  parts: { path: string; fact: PipelineFact; given: Variable[] }[]
}

/** Puts pipelines and the local parts that they use together. */
export function joinPipelines(files: readonly FileFacts<Fact>[], tree: Tree): Partial<Discovery> {
  const byPath = new Map<string, PipelineFact>()
  const organisations = new Set<string>()
  for (const { path, facts } of files)
    for (const fact of facts)
      if (fact.kind === 'pipeline') byPath.set(path, fact)
      else organisations.add(fact.name.toLowerCase())
  const problems: DiscoveryProblem[] = []
  const wholes = [...byPath]
    .filter(
      ([path, fact]) => !fact.model.part || (fact.model.system !== 'github-actions' && !isUsed(path, byPath)),
    )
    .map(([path, fact]) => wholeOf(path, fact, byPath, tree, problems))
  const observations: Observation[] = []
  for (const [path, fact] of byPath) {
    for (const hit of fact.hits) observations.push(observationOf(hit, path, organisations))
    for (const { line, message } of fact.unread) problems.push({ where: `${path}:${line}`, message })
  }
  return {
    pipelines: wholes.map((whole) => pipelineOf(whole, organisations)),
    links: wholes.flatMap(linksOf),
    observations,
    problems,
  }
}

const isUsed = (path: string, byPath: ReadonlyMap<string, PipelineFact>): boolean =>
  [...byPath.values()].some(({ uses }) => uses.some(({ local }) => local === path))

function wholeOf(
  path: string,
  fact: PipelineFact,
  byPath: ReadonlyMap<string, PipelineFact>,
  tree: Tree,
  problems: DiscoveryProblem[],
): Whole {
  const parts: Whole['parts'] = []
  const seen = new Set<string>()
  const take = (file: string, one: PipelineFact, depth: number, given: Variable[]): void => {
    const key = `${file} ${given.map(({ value }) => value).join(' ')}`
    if (seen.has(key) || depth > MAX_DEPTH || parts.length > MAX_PARTS) return
    seen.add(key)
    parts.push({ path: file, fact: one, given })
    for (const use of one.uses) {
      if (use.local === undefined) continue
      const found = filesOf(use.local, file, tree, byPath)
      for (const part of found)
        take(part, byPath.get(part) as PipelineFact, depth + 1, [...given, ...use.with])
      if (
        found.length === 0 &&
        !/[$*]/.test(use.local) &&
        !tree.paths.some((one) => one.startsWith(`${use.local}/`) || one === use.local)
      )
        problems.push({
          where: `${file}:${use.line}`,
          message: `${use.local} is used here but is not in the tree; what it does is missing from the pipeline.`,
        })
    }
  }
  take(path, fact, 0, [])
  return { path, fact, parts }
}

/** The file that a local use means: a workflow, the `action.yml` of a folder, a template beside the file or from the root, several by `*`. */
function filesOf(
  local: string,
  from: string,
  tree: Tree,
  byPath: ReadonlyMap<string, PipelineFact>,
): string[] {
  if (local.includes('*')) {
    const pattern = new RegExp(
      `^${local
        .slice(0, 300)
        .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replace(/\*\*?/g, (star) => (star === '**' ? '.{0,200}' : '[^/]{0,100}'))}$`,
    )
    return [...byPath.keys()].filter((path) => path.length < 400 && pattern.test(path)).slice(0, 200)
  }
  const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')))
  const names = [
    local,
    `${local}/action.yml`,
    `${local}/action.yaml`,
    local === '' || local === '.' ? 'action.yml' : '',
    `${folder}/${local}`,
  ]
  const found = names.find((name) => name && tree.has(name) && byPath.has(name))
  return found ? [found] : []
}

/** Each file once, however often it is taken in. */
const once = (parts: Whole['parts']): Whole['parts'] => [
  ...new Map(parts.map((part) => [part.path, part])).values(),
]

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]

/** Deeds with the variables of the pipeline, and what it gives to a part, filled in. */
const deedsOf = ({ fact, parts }: Whole): Deed[] =>
  parts.flatMap(({ fact: part, given }) => {
    const values = new Map(
      [...part.env, ...(fact.model.system === 'github-actions' ? [] : fact.env), ...given].map(
        ({ name, value }) => [name, value],
      ),
    )
    return part.deeds.flatMap((deed) => {
      const name = fillVariables(deed.name, values)
      // One input may hold several images, and one that the caller leaves out holds none.
      if (deed.what !== 'image') return [{ ...deed, name }]
      return part !== fact && ONLY_INPUT.test(name) ? [] : listed(name).map((one) => ({ ...deed, name: one }))
    })
  })

function pipelineOf(whole: Whole, organisations: ReadonlySet<string>): Pipeline {
  const { path, fact, parts } = whole
  const deeds = deedsOf(whole)
  const names = (does: Deed['does']) =>
    unique(deeds.filter((deed) => deed.does === does).map(({ name }) => name))
  return {
    system: fact.model.system,
    name: fact.model.name,
    file: path,
    line: fact.model.line,
    triggers: fact.model.triggers,
    builds: names('builds'),
    pushes: names('pushes'),
    deploys: names('deploys'),
    actions: once(parts).flatMap(({ path: file, fact: part }) =>
      part.uses
        .filter(({ local }) => local === undefined)
        .map((use) => ({
          name: use.name,
          ref: use.ref,
          pinned: use.pinned === true,
          thirdParty: isThirdParty(use, organisations),
          file,
          line: use.line,
        })),
    ),
    secrets: unique(parts.flatMap(({ fact: part }) => part.secrets)),
    permissions: unique(parts.flatMap(({ fact: part }) => part.permissions)),
  }
}

/** From outside of the organisation, as far as the tree tells who that is. */
const isThirdParty = (use: Omit<Use, 'with'>, organisations: ReadonlySet<string>): boolean =>
  !(
    use.kind === 'task' ||
    /^template /.test(use.name) ||
    organisations.has((use.name.split('/')[0] ?? '').toLowerCase()) ||
    organisations.has((use.name.split('/')[1] ?? '').toLowerCase())
  )

function linksOf(whole: Whole): Link[] {
  const { path, fact, parts } = whole
  const pipeline = `pipeline:${path}`
  const links: Link[] = [
    {
      from: 'repository:',
      kind: 'contains',
      to: pipeline,
      evidence: `${path}:${fact.model.line}`,
      confidence: 1,
    },
  ]
  for (const { path: file, fact: part } of once(parts)) {
    for (const use of part.uses)
      if (use.local === undefined && use.kind !== 'task')
        links.push({
          from: pipeline,
          kind: 'uses',
          to: use.kind === 'image' ? `image:${use.name}` : `third-party:${use.name}`,
          evidence: `${file}:${use.line} ${use.name}${use.ref ? `@${use.ref}` : ''}`,
          confidence: 0.95,
        })
  }
  for (const deed of deedsOf(whole)) links.push(...linksOfDeed(deed, pipeline, placeOf(deed, parts, path)))
  const seen = new Set<string>()
  return links.filter(
    ({ from, kind, to }) => !seen.has(`${from} ${kind} ${to}`) && seen.add(`${from} ${kind} ${to}`),
  )
}

const placeOf = (deed: Deed, parts: Whole['parts'], path: string): string =>
  parts.find(({ fact }) => fact.deeds.some((one) => one.line === deed.line && one.evidence === deed.evidence))
    ?.path ?? path

function linksOfDeed(deed: Deed, pipeline: string, file: string): Link[] {
  const evidence = `${file}:${deed.line} ${deed.evidence}`
  if (deed.what === 'image') {
    const image = `image:${withoutTag(deed.name)}`
    // A name that is nothing but a variable tells of no image.
    if (/^image:\$\{?\{?[^/]*$/.test(image)) return []
    const confidence = /[$<]/.test(image) ? 0.6 : 0.95
    const built: Link = { from: pipeline, kind: 'builds', to: image, evidence, confidence }
    return deed.context === undefined
      ? [built]
      : [built, { from: image, kind: 'contains', to: `deployable:${deed.context}`, evidence, confidence }]
  }
  if (deed.does !== 'deploys' || deed.what === 'package' || /^\$/.test(deed.name)) return []
  if (deed.what === 'workload')
    return [
      {
        from: pipeline,
        kind: 'deploys',
        to: `workload:${workloadName(deed.name)}`,
        evidence,
        confidence: 0.8,
      },
    ]
  if (deed.what === 'path' && !/[$`{]/.test(deed.name))
    return [{ from: pipeline, kind: 'deploys', to: `path:${deed.name}`, evidence, confidence: 0.9 }]
  return []
}

/** `deployment/api` as Kubernetes writes kinds. */
const workloadName = (name: string): string =>
  name
    .replace(/^(?:deploy|deployment|deployments)(?:\.apps)?\//i, 'Deployment/')
    .replace(/^(?:sts|statefulset)\//i, 'StatefulSet/')
    .replace(/^(?:ds|daemonset)\//i, 'DaemonSet/')
