import type { SgNode } from '@ast-grep/napi'

/** Line, from 1, on which a node begins. */
export const lineOf = (node: SgNode): number => node.range().start.line + 1
