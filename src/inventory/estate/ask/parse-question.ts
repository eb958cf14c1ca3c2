import { LINK_KINDS, type LinkKind, NODE_KINDS, type NodeKind } from '../../../model/estate.ts'
import { AppError } from '../../../platform/errors.ts'
import { type Condition, parseCondition } from './condition.ts'

/** One step of a question: what sort of thing, under what condition, and how it is reached from the one before. */
export interface Step {
  kind: NodeKind | '*'
  condition?: Condition
  /** How to come here; left out for the first step. */
  arrow?: Arrow
}

export interface Arrow {
  direction: 'forward' | 'back'
  /** Exactly one link of one of these kinds; left out: along the flow, over as many links as it takes. */
  kinds?: LinkKind[]
}

const MOST_STEPS = 6
const MOST_CHARACTERS = 2_000

/**
 * Reads a question: steps with arrows between them.
 *
 *     internet -> endpoint[!authenticated] -> model["pii" in data]
 *     workload[knownExploited] -[reads,writes]-> data-store
 *     image <-[runs]- workload
 *
 * A step is a kind of thing or `*`, with a CEL condition in brackets. `->` follows what happens from one thing to the next over any
 * number of links, `-[kinds]->` takes exactly one link. Throws `bad_question` with the place of the mistake.
 */
export function parseQuestion(text: string): Step[] {
  if (text.length > MOST_CHARACTERS)
    throw bad(`it is longer than ${MOST_CHARACTERS} characters`, MOST_CHARACTERS)
  const steps: Step[] = []
  let at = 0
  const skip = (): void => {
    while (/\s/.test(text[at] ?? '')) at++
  }
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = at
    const found = sticky.exec(text) ?? undefined
    if (found) at += found[0].length
    return found
  }
  const step = (arrow?: Arrow): void => {
    skip()
    const start = at
    const word = take(/\*|[a-z]+(?:-[a-z]+)*/)?.[0]
    const kind = word === '*' ? '*' : NODE_KINDS.find((one) => one === word)
    if (!kind)
      throw bad(
        `there is no kind “${word ?? text.slice(at, at + 20)}”: one of ${NODE_KINDS.join(', ')}, or *`,
        start,
      )
    const condition =
      text[at] === '[' ? parseCondition(bracketed(), start + (word?.length ?? 0) + 1) : undefined
    steps.push({ kind, ...(condition ? { condition } : {}), ...(arrow ? { arrow } : {}) })
  }
  const bracketed = (): string => {
    const start = at + 1
    const end = closing(text, at)
    if (end < 0) throw bad('a bracket is not closed', at)
    at = end + 1
    return text.slice(start, end)
  }
  step()
  for (skip(); at < text.length; skip()) {
    if (steps.length === MOST_STEPS) throw bad(`it has more than ${MOST_STEPS} steps`, at)
    const start = at
    const arrow = take(/-(?:\[([a-z, ]+)\]-)?>|<-(?:\[([a-z, ]+)\]-)?/)
    if (!arrow) throw bad('an arrow -> or <- must stand here', start)
    const kinds = (arrow[1] ?? arrow[2])?.split(',').map((name) => linkKind(name.trim(), start))
    step({ direction: arrow[0].startsWith('<') ? 'back' : 'forward', ...(kinds ? { kinds } : {}) })
  }
  return steps
}

function linkKind(name: string, at: number): LinkKind {
  const kind = LINK_KINDS.find((one) => one === name)
  if (!kind) throw bad(`there is no link “${name}”: one of ${LINK_KINDS.join(', ')}`, at)
  return kind
}

/** Index of the bracket that closes the one at `open`, past brackets and texts inside; -1 when there is none. */
function closing(text: string, open: number): number {
  let depth = 0
  let quote = ''
  for (let at = open; at < text.length; at++) {
    const character = text[at] as string
    if (quote) {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '[') depth++
    else if (character === ']' && --depth === 0) return at
  }
  return -1
}

export const bad = (message: string, at: number): AppError =>
  new AppError('bad_question', 400, `The question can't be read at character ${at + 1}: ${message}.`)
