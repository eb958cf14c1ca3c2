import type { ASTNode } from '@marcbachmann/cel-js'

/** What a condition asks for at least: rows that do not have it need not be looked at. */
export interface Prefilter {
  asset?: string
  application?: string
  name?: string
  exposure?: string
  /** False also where nothing tells. */
  authenticated?: boolean
  /** Its asset has a finding that is known to be exploited. */
  knownExploited?: true
  /** Classes of data that must be among its own. */
  data?: string[]
}

const TEXTS = ['asset', 'application', 'name', 'exposure'] as const

/** Fields of a prefilter that few things have, and that an index finds. */
const NAMED = ['asset', 'application', 'name', 'knownExploited'] as const
export const isNamed = (prefilter: Prefilter): boolean => NAMED.some((field) => field in prefilter)

/**
 * The parts of a condition that SQL can answer: equalities with a text, `authenticated` or not, `knownExploited`, `"pii" in data`, joined by
 * `&&`. Everything else is left to the condition itself, which is asked of each row that is left.
 */
export function prefilterOf(node: ASTNode): Prefilter {
  switch (node.op) {
    case '&&': {
      const [a, b] = (node.args as ASTNode[]).map(prefilterOf) as [Prefilter, Prefilter]
      const data = [...(a.data ?? []), ...(b.data ?? [])]
      return { ...a, ...b, ...(data.length > 0 ? { data } : {}) }
    }
    case '==': {
      const [left, right] = node.args as [ASTNode, ASTNode]
      return equality(left, right) ?? equality(right, left) ?? {}
    }
    case '!_': {
      const { op, args } = node.args as ASTNode
      return op === 'id' && args === 'authenticated' ? { authenticated: false } : {}
    }
    case 'id':
      if (node.args === 'authenticated') return { authenticated: true }
      return node.args === 'knownExploited' ? { knownExploited: true } : {}
    case 'in': {
      const [item, list] = node.args as [ASTNode, ASTNode]
      return list.op === 'id' && list.args === 'data' && typeof textOf(item) === 'string'
        ? { data: [textOf(item) as string] }
        : {}
    }
    default:
      return {}
  }
}

function equality(field: ASTNode, value: ASTNode): Prefilter | undefined {
  const name = TEXTS.find((one) => field.op === 'id' && field.args === one)
  const text = textOf(value)
  return name && text !== undefined ? { [name]: text } : undefined
}

const textOf = (node: ASTNode): string | undefined =>
  node.op === 'value' && typeof node.args === 'string' ? node.args : undefined
