import type { ASTNode } from '@marcbachmann/cel-js'

/** What a condition asks for at least: rows that do not have it need not be looked at. */
export interface Prefilter {
  asset?: string
  application?: string
  name?: string
  exposure?: string
  authenticated?: boolean
  /** Classes of data that must be among its own. */
  data?: string[]
}

const TEXTS = ['asset', 'application', 'name', 'exposure'] as const

/**
 * The parts of a condition that SQL can answer: equalities with a text, `authenticated`, `"pii" in data`, joined by `&&`. Everything else
 * is left to the condition itself, which is asked of each row that is left.
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
    case '!_':
      // False also where nothing tells: the row may have null.
      return {}
    case 'id':
      return node.args === 'authenticated' ? { authenticated: true } : {}
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
