import type { Item, Problem, ReportHeader } from '../../formats/contract.ts'
import type { Component } from '../../model/component.ts'
import { type Noise, noiseOf } from '../../model/noise.ts'
import type { Observation } from '../../model/observation.ts'
import { type CopyStream, type CopyValue, copyInto, type Pool, type Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { identify, twinKey } from '../identity.ts'
import { type Handlers, readHandlers } from '../merging/handlers.ts'
import { type MergeRules, readMergeRules } from '../merging/merge-rules.ts'
import { ComponentStaging } from './component-staging.ts'
import { movedTo, placeOf, Twins } from './count-twins.ts'
import { ensureScope } from './ensure-scope.ts'
import { readKnownScope } from './known-scope.ts'
import { type OpenWhileReading, opensAlone } from './open-while-reading.ts'
import { STAGED_GONE_COLUMNS, type Staged, type StagedScope, type StoredObservation } from './staged.ts'
import {
  contentOf,
  type FirstScorer,
  isPresent,
  STAGED_COLUMNS,
  sharedKeys,
  stagedRow,
  type Told,
} from './staged-row.ts'

export interface StageArgs {
  asset: string
  report: string
  branch: string
  /** Given by the uploader: one scope, whatever the report says of its target. */
  scopeName: string | null
  /** Tool's name when the report has none; asked for once its format is known. */
  fallbackTool: () => string
  /** When the tool looked, given what the report says of it. */
  observedAt: (producedAt: string | undefined) => Date
  firstScore: FirstScorer
  /** Stages also what the scope shows already: for another try, when the scope had a newer report by the time this one was applied. */
  whole?: boolean
  /** Takes what opens a finding whatever else the report shows: such observations are not staged. */
  opening?: OpenWhileReading | undefined
  onProgress?: (observations: number) => Promise<void>
}

const MOST_PROBLEMS_KEPT = 10_000
const MOST_CLAIMS = 100_000
const MOST_ESTATE = 500_000
/** Of what is left out, so many go by between two words of progress. */
const PROGRESS_STEP = 5_000

/**
 * Writes a report's items into the staging tables by COPY, on connections of its own and outside the transaction that
 * applies them: a crash leaves rows that the next try has to clear first. What the scope shows already, with the same content and on the
 * same line, is only counted. Memory holds a place for each identity, the keys of what the scope shows and the references of the
 * components, nothing else that grows.
 */
export async function stage(pool: Pool, items: AsyncIterable<Item>, args: StageArgs): Promise<Staged> {
  const [observations, components] = [await pool.connect(), await pool.connect()]
  try {
    const merging = { rules: await readMergeRules(pool), handlers: await readHandlers(pool, args.asset) }
    const staging = new Staging(pool, args, merging, observations, components)
    for await (const item of items) {
      const full = staging.take(item)
      if (full) await full
    }
    const staged = await staging.end()
    observations.release()
    components.release()
    return staged
  } catch (error) {
    // A connection in the middle of a COPY is of no use to anyone else.
    observations.release(true)
    components.release(true)
    await args.opening?.stop()
    throw error
  }
}

/** Empties a report's staging: before a (new) try, and when it is done. */
export async function clearStaging(
  tx: Tx | Pool,
  { asset, report }: { asset: string; report: string },
): Promise<void> {
  for (const table of STAGING)
    await tx.query(`delete from ${table} where asset_id = $1 and report_id = $2`, [asset, report])
}

const STAGING = ['staged_observation', 'staged_gone', 'staged_placement', 'staged_component', 'staged_edge']

interface Merging {
  rules: MergeRules
  handlers: Handlers
}

class Staging {
  readonly #pool: Pool
  readonly #args: StageArgs
  readonly #rules: MergeRules
  readonly #handlers: Handlers
  readonly #componentTx: Tx
  readonly #observations: CopyStream
  readonly #components: ComponentStaging
  readonly #staged: Staged
  readonly #twins = new Map<StagedScope, Twins>()
  #header: ReportHeader = { type: 'header' }
  #scope: StagedScope | undefined

  constructor(pool: Pool, args: StageArgs, { rules, handlers }: Merging, observationTx: Tx, componentTx: Tx) {
    this.#pool = pool
    this.#rules = rules
    this.#handlers = handlers
    this.#args = args
    this.#componentTx = componentTx
    this.#observations = copyInto(observationTx, 'staged_observation', STAGED_COLUMNS)
    this.#components = new ComponentStaging(componentTx, args)
    this.#staged = {
      scopes: [],
      claims: [],
      observations: 0,
      components: 0,
      problems: [],
      problemCount: 0,
      incomplete: false,
      observedAt: args.observedAt(undefined),
    }
  }

  /** Takes an item; returns a promise only where the caller should wait, so that most items cost no turn of the loop. */
  take(item: Item): Promise<void> | undefined {
    switch (item.type) {
      case 'header':
        return this.#takeHeader(item)
      case 'observation':
        return this.#inScope(item.tool, (scope) => this.#takeObservation(scope, item))
      case 'component':
        return this.#inScope(undefined, (scope) => this.#takeComponent(scope, item))
      case 'dependency':
        return this.#inScope(undefined, (scope) => this.#components.link(scope.id, item))
      case 'asset':
        if (this.#staged.claims.length < MOST_CLAIMS) this.#staged.claims.push(item)
        return undefined
      case 'node':
        return this.#inScope(undefined, ({ nodes }) => this.#takeEstate(nodes, item))
      case 'link':
        return this.#inScope(undefined, ({ links }) => this.#takeEstate(links, item))
      case 'policy':
        this.#staged.policy ??= item.text
        return undefined
      case 'owner':
        return this.#inScope(undefined, ({ owners }) => this.#takeEstate(owners, item))
      case 'problem':
        return this.#takeProblem(item)
    }
  }

  async end(): Promise<Staged> {
    if (this.#staged.scopes.length === 0) await this.#enterScope(this.#tool)
    await this.#args.opening?.end()
    await this.#observations.end()
    await this.#components.end()
    await this.#copyGone()
    return this.#staged
  }

  get #tool(): string {
    return this.#header.tool ?? this.#args.fallbackTool()
  }

  async #takeHeader(header: ReportHeader): Promise<void> {
    this.#header = header
    if (this.#staged.scopes.length === 0) this.#staged.observedAt = this.#args.observedAt(header.producedAt)
    await this.#enterScope(this.#tool)
  }

  #inScope(
    tool: string | undefined,
    work: (scope: StagedScope) => Promise<void> | void | undefined,
  ): Promise<void> | undefined {
    const scope = this.#scope
    const wanted = tool ?? this.#tool
    if (scope?.tool === wanted) return work(scope) ?? undefined
    return this.#enterScope(wanted).then(work)
  }

  async #enterScope(tool: string): Promise<StagedScope> {
    const { asset, branch, scopeName, whole } = this.#args
    const name = scopeName ?? this.#header.target ?? ''
    this.#scope = this.#staged.scopes.find((scope) => scope.tool === tool && scope.name === name)
    if (this.#scope) return this.#scope
    const id = await ensureScope(this.#pool, { asset, tool, branch, name })
    const known = whole ? undefined : await readKnownScope(this.#pool, { asset, scope: id })
    const scope: StagedScope = {
      id,
      tool,
      name,
      observations: 0,
      kinds: new Set(),
      components: 0,
      sharing: false,
      nodes: [],
      links: [],
      owners: [],
      known,
      opening: this.#staged.scopes.length === 0 ? this.#args.opening : undefined,
      restage: (stored) => this.#restage(scope, stored),
    }
    scope.opening?.begin({ tool, at: this.#staged.observedAt })
    this.#staged.scopes.push(scope)
    this.#twins.set(scope, new Twins())
    this.#scope = scope
    return scope
  }

  #takeObservation(scope: StagedScope, observation: Observation): Promise<void> | undefined {
    const identity = identify(scope.tool, observation)
    const place = placeOf(observation)
    const { ordinal, isRepeated } = (this.#twins.get(scope) as Twins).count(identity.base, place)
    const key = twinKey(identity.base, ordinal)
    const noise: Noise[] = isRepeated ? [...noiseOf(observation), 'duplicate'] : noiseOf(observation)
    const content = contentOf(observation, noise)
    const shared = sharedKeys(observation, identity, this.#rules, this.#handlers)
    scope.observations++
    scope.kinds.add(observation.kind)
    scope.sharing ||= shared.length > 0
    const count = ++this.#staged.observations
    const isSame = scope.known?.meet(key, content, observation.location?.line) ?? false
    // What tools share may have become known of others since: it is looked at each time.
    if (isSame && shared.length === 0 && isPresent(observation)) {
      scope.known?.leaveOut(key, place)
      return count % PROGRESS_STEP === 0 ? this.#args.onProgress?.(count) : undefined
    }
    const row = this.#rowOf(scope, key, { observation, identity, shared, noise, content })
    const full =
      scope.opening && opensAlone(observation, shared)
        ? scope.opening.take(row)
        : this.#observations.write(row)
    return full?.then(() => this.#args.onProgress?.(count))
  }

  #rowOf({ id: scope }: StagedScope, key: string, told: Omit<Told, 'first'>): CopyValue[] {
    const { asset, report, firstScore } = this.#args
    const first = firstScore(told.observation, told.noise)
    return stagedRow({ asset, report, scope, id: newId(), key }, { ...told, first })
  }

  /** The row of one that was left out, from what is stored of it. */
  #restage(scope: StagedScope, { key, data, raw }: StoredObservation): CopyValue[] | undefined {
    const place = scope.known?.takeBack(key)
    if (place === undefined) return undefined
    const { noise = [], ...stored } = data
    const observation: Observation = {
      ...stored,
      raw,
      ...(stored.location && !stored.endpoint && { location: movedTo(stored.location, place) }),
    }
    return this.#rowOf(scope, key, {
      observation,
      identity: identify(scope.tool, observation),
      shared: [],
      noise,
    })
  }

  #takeComponent(scope: StagedScope, component: Component): Promise<void> | undefined {
    scope.components++
    this.#staged.components++
    return this.#components.take(scope.id, component)
  }

  /** What is over the bound makes the report incomplete: it must not pass for gone. */
  #takeEstate<Part>(list: Part[], part: Part): undefined {
    if (list.length < MOST_ESTATE) list.push(part)
    else if (list.length === MOST_ESTATE && !this.#staged.incomplete)
      this.#takeProblem({
        type: 'problem',
        where: '',
        message: `more than ${MOST_ESTATE} things of the estate: the rest is left out`,
        incomplete: true,
      })
  }

  #takeProblem(problem: Problem): undefined {
    this.#staged.problemCount++
    if (problem.incomplete) this.#staged.incomplete = true
    if (this.#staged.problems.length < MOST_PROBLEMS_KEPT) this.#staged.problems.push(problem)
  }

  async #copyGone(): Promise<void> {
    const { asset, report } = this.#args
    const stream = copyInto(this.#componentTx, 'staged_gone', STAGED_GONE_COLUMNS)
    for (const { id, known } of this.#staged.scopes)
      for (const key of known?.gone() ?? []) await stream.write([asset, report, id, key])
    await stream.end()
  }
}
