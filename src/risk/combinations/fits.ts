import type { Step } from '../../inventory/estate/ask/parse-question.ts'
import type { GraphNode } from './estate-graph.ts'

/** Whether a node is what a step of a question asks for. */
export const fits = (node: GraphNode, { kind, condition }: Step): boolean =>
  (kind === '*' || node.kind === kind) && (condition?.holds(node.subject) ?? true)
