import { type GraphNode, wayTo } from '../values/dependency-graph.ts'
import type { Known, Survey } from './survey.ts'

/** Where the graph puts a component. */
export interface Standing {
  /** True when the application itself uses it, also by way of its lockfile; undefined where the graph does not say. */
  direct?: boolean
  /** The manifest that the way from the application goes through. */
  manifest?: string
}

export function standingOf(node: GraphNode<Known>, { root, graph }: Survey): Standing {
  const top = root && graph.find(root.ref)
  if (!top || top.uses.length === 0 || node === top) return {}
  if (!node.reached) return { direct: false }
  let direct = true
  for (let step = node.before; step && step !== top; step = step.before) {
    const manifest = step.value?.manifest
    if (manifest) return { direct, manifest }
    if (step.value?.package !== false) direct = false
  }
  return { direct }
}

/** The packages from the described application to this one, as `name@version`; undefined where the graph does not say. */
export function chainTo(node: GraphNode<Known>): string[] | undefined {
  const way = wayTo(node)
  const packages = way.flatMap(({ value }, index) => (value && (value.package || index === 0) ? [value] : []))
  return way.length > 1 ? packages.map(nameAndVersion) : undefined
}

const nameAndVersion = ({ name, version }: Known): string => (version ? `${name}@${version}` : name)
