import type { Actor } from '../../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../../access/visible-assets.ts'
import type { LinkKind, NodeKind } from '../../../model/estate.ts'
import type { Tx } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Visit } from './follow.ts'
import { type LoadedNode, loadSubjects } from './load-subjects.ts'
import { parseQuestion } from './parse-question.ts'
import { LONGEST_MS, MOST_PATHS, Search } from './search.ts'

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
  /** From the first step's things to the last step's, a short way each. */
  paths: PathNode[][]
  /** How many things answer the last step, as far as was looked. */
  total: number
  /** True when a bound was met, or enough was found: there may be more. */
  cut: boolean
}

/** Answers a question over the part of the estate that an actor may see. Throws `bad_question`, `too_broad`. */
export async function ask(tx: Tx, actor: Actor, question: string): Promise<Answer> {
  const steps = parseQuestion(question)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  await tx.query(`set local statement_timeout = ${LONGEST_MS}`)
  const search = new Search(tx, visible, steps)
  try {
    const found = await search.run()
    const ways = found.slice(0, MOST_PATHS).map(wayTo)
    const ids = new Set(ways.flatMap((way) => way.map(({ id }) => id)))
    const nodes = await loadSubjects(tx, [...ids], { visible, posture: false })
    const byId = new Map(nodes.map((node) => [node.id, node]))
    return {
      paths: ways.map((way) => way.flatMap((visit) => pathNode(visit, byId.get(visit.id)))),
      total: found.length,
      cut: search.cut || found.length > MOST_PATHS,
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

function wayTo(end: Visit): Visit[] {
  const way: Visit[] = []
  for (let visit: Visit | undefined = end; visit; visit = visit.from) way.unshift(visit)
  return way
}

function pathNode({ via, against }: Visit, node: LoadedNode | undefined): PathNode[] {
  if (!node) return []
  const { id, kind, name, asset, place, subject } = node
  return [{ id, kind, name, title: subject.attributes.title ?? null, asset, place, via, against }]
}
