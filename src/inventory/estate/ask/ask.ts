import type { Actor } from '../../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../../access/visible-assets.ts'
import { FLOW, LINK_KINDS, type LinkKind, type NodeKind } from '../../../model/estate.ts'
import type { Tx } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { type LoadedNode, loadSubjects } from './load-subjects.ts'
import { type Arrow, parseQuestion, type Step } from './parse-question.ts'

export interface PathNode {
  id: string
  kind: NodeKind
  name: string
  /** What people call it, where the name is a path. */
  title: string | null
  asset: { id: string; name: string }
  place: string | null
  /** Link by which the path comes here; null for the first. */
  via: LinkKind | null
  /** That link leads the other way: from this one to the one before it. */
  against: boolean
}

export interface Answer {
  /** From the first step's things to the last step's, a shortest way each. */
  paths: PathNode[][]
  /** How many things answer the last step. */
  total: number
  /** True when a bound was met: there may be more. */
  cut: boolean
}

/** Bounds on a question: links over which a plain arrow goes, things looked at in all, paths that are given back, and time. */
const FARTHEST = 8
const MOST_VISITED = 50_000
const MOST_PATHS = 200
const LONGEST_MS = 5_000

/** A node as it was reached: `from` leads back to the first step. */
interface Visit {
  node: LoadedNode
  from: Visit | undefined
  via: LinkKind | undefined
  against: boolean
}

/** Kinds that a plain arrow follows besides the flow: into what a thing is made of, and to what deploys it. */
const ALSO: Partial<Record<LinkKind, 'forward' | 'back'>> = {
  contains: 'forward',
  deploys: 'forward',
  uses: 'forward',
}
const LEADS = { ...ALSO, ...FLOW }

/** Answers a question over the part of the estate that an actor may see. Throws `bad_question`, `too_broad`. */
export async function ask(tx: Tx, actor: Actor, question: string): Promise<Answer> {
  const steps = parseQuestion(question)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  await tx.query(`set local statement_timeout = ${LONGEST_MS}`)
  const run = new Run(tx, visible)
  try {
    let front = await run.start(steps[0] as Step)
    for (const step of steps.slice(1)) front = await run.go(front, step)
    return {
      paths: front.slice(0, MOST_PATHS).map(pathOf),
      total: front.length,
      cut: run.cut || front.length > MOST_PATHS,
    }
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    throw new AppError(
      'too_broad',
      400,
      'The question takes too long. Name a rarer thing first, or add a condition to its first step.',
    )
  }
}

class Run {
  cut = false
  readonly #tx: Tx
  readonly #visible: string[] | null
  readonly #until = Date.now() + LONGEST_MS
  #visited = 0

  constructor(tx: Tx, visible: string[] | null) {
    this.#tx = tx
    this.#visible = visible
  }

  async start(step: Step): Promise<Visit[]> {
    const { asset, application, name, exposure, authenticated, data } = step.condition?.prefilter ?? {}
    const { rows } = await this.#tx.query<{ id: string }>(
      `select distinct n.id from estate_node n
       where ($1 = '*' or n.kind = $1) and ($2::uuid[] is null or n.asset_id = any($2))
         and ($4::text is null or n.asset_id in (select id from asset where name = $4))
         and ($5::text is null or n.asset_id in (
           select a.id from asset a join application p on p.id = a.application_id where p.name = $5))
         and ($6::text is null or n.name = $6 or n.name = '')
         and ($7::text is null or coalesce(n.reached_from, n.exposure, 'unknown') = $7)
         and ($8::boolean is null or n.authenticated = $8) and ($9::text[] is null or n.data_classes @> $9)
       limit $3`,
      [
        step.kind,
        this.#visible,
        MOST_VISITED + 1,
        asset ?? null,
        application ?? null,
        name ?? null,
        exposure ?? null,
        authenticated ?? null,
        data ?? null,
      ],
    )
    if (rows.length > MOST_VISITED) this.cut = true
    const nodes = await this.#load(rows.slice(0, MOST_VISITED).map(({ id }) => id))
    return nodes
      .filter((node) => matches(node, step))
      .map((node) => ({ node, from: undefined, via: undefined, against: false }))
  }

  async go(front: readonly Visit[], step: Step): Promise<Visit[]> {
    const arrow = step.arrow as Arrow
    const found: Visit[] = []
    const seen = new Set(front.map(({ node }) => node.id))
    let edge = [...front]
    for (let far = 0; far < (arrow.kinds ? 1 : FARTHEST) && edge.length > 0; far++) {
      const next = await this.#neighbours(edge, arrow, seen)
      const passed: Visit[] = []
      for (const visit of next) (matches(visit.node, step) ? found : passed).push(visit)
      edge = passed
      if (this.#visited > MOST_VISITED || Date.now() > this.#until) {
        this.cut = true
        break
      }
    }
    return found
  }

  async #neighbours(edge: readonly Visit[], arrow: Arrow, seen: Set<string>): Promise<Visit[]> {
    const byId = new Map(edge.map((visit) => [visit.node.id, visit]))
    const { out, into } = kindsOf(arrow)
    const { rows } = await this.#tx.query<{ near: string; far: string; kind: LinkKind; against: boolean }>(
      `select l.from_id as near, l.to_id as far, l.kind, l.asset_id, false as against from estate_link l
         left join estate_link_word w using (asset_id, from_id, kind, to_id)
       where l.from_id = any($1::uuid[]) and l.kind = any($2) and ($4::uuid[] is null or l.asset_id = any($4)) and w.verdict is distinct from 'cut'
       union select l.to_id, l.from_id, l.kind, l.asset_id, true from estate_link l
         left join estate_link_word w using (asset_id, from_id, kind, to_id)
       where l.to_id = any($1::uuid[]) and l.kind = any($3) and ($4::uuid[] is null or l.asset_id = any($4)) and w.verdict is distinct from 'cut'
       union select from_id, to_id, kind, asset_id, false from estate_link_word
       where verdict = 'added' and from_id = any($1::uuid[]) and kind = any($2) and ($4::uuid[] is null or asset_id = any($4))
       union select to_id, from_id, kind, asset_id, true from estate_link_word
       where verdict = 'added' and to_id = any($1::uuid[]) and kind = any($3) and ($4::uuid[] is null or asset_id = any($4))
       limit ${MOST_VISITED}`,
      [[...byId.keys()], out, into, this.#visible],
    )
    const steps = rows.filter(({ far }) => !seen.has(far))
    const nodes = new Map(
      (await this.#load([...new Set(steps.map(({ far }) => far))])).map((node) => [node.id, node]),
    )
    const visits: Visit[] = []
    for (const { near, far, kind, against } of steps) {
      const node = nodes.get(far)
      if (!node || seen.has(far)) continue
      seen.add(far)
      visits.push({ node, from: byId.get(near), via: kind, against })
    }
    return visits
  }

  async #load(ids: readonly string[]): Promise<LoadedNode[]> {
    this.#visited += ids.length
    return loadSubjects(this.#tx, ids, this.#visible)
  }
}

const matches = (node: LoadedNode, { kind, condition }: Step): boolean =>
  (kind === '*' || node.kind === kind) && (condition?.holds(node.subject) ?? true)

/** Kinds of links that an arrow follows from their `from` end, and from their `to` end. */
export function kindsOf({ direction, kinds }: Arrow): { out: LinkKind[]; into: LinkKind[] } {
  if (kinds) return direction === 'forward' ? { out: kinds, into: [] } : { out: [], into: kinds }
  const along = LINK_KINDS.filter((kind) => LEADS[kind] === 'forward')
  const against = LINK_KINDS.filter((kind) => LEADS[kind] === 'back')
  return direction === 'forward' ? { out: along, into: against } : { out: against, into: along }
}

function pathOf(end: Visit): PathNode[] {
  const path: PathNode[] = []
  for (let visit: Visit | undefined = end; visit; visit = visit.from) {
    const { id, kind, name, asset, place, subject } = visit.node
    const title = subject.attributes.title ?? null
    path.unshift({ id, kind, name, title, asset, place, via: visit.via ?? null, against: visit.against })
  }
  return path
}
