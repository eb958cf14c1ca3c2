import type { LinkKind, NodeKind } from '../../api/types.ts'
import { LINK_KIND, NODE_KIND } from '../node-words.ts'
import { type Condition, readCondition, writeCondition } from './condition.ts'

/** A step of a question as the boxes show it. */
export interface Step {
  kind: NodeKind | '*'
  /** All of them must hold. */
  conditions: Condition[]
  /** How it is reached; left out for the first. */
  arrow?: Arrow
}

export interface Arrow {
  direction: 'forward' | 'back'
  /** Exactly one link of one of these kinds; none: along the flow, over as many links as it takes. */
  kinds: LinkKind[]
}

/** Where a step stands in its text, to show a mistake at its place. */
export interface Span {
  from: number
  to: number
}

export const MOST_STEPS = 6

/** `internet -> endpoint[!authenticated]`. What readQuestion reads, it writes the same. */
export const writeQuestion = (steps: readonly Step[]): string =>
  steps.map((step) => `${written(step.arrow)}${step.kind}${bracketed(step.conditions)}`).join('')

function written(arrow: Arrow | undefined): string {
  if (!arrow) return ''
  const kinds = arrow.kinds.length > 0 ? `[${arrow.kinds.join(',')}]-` : ''
  return arrow.direction === 'forward' ? ` -${kinds}> ` : ` <-${kinds} `
}

const bracketed = (conditions: readonly Condition[]): string =>
  conditions.length > 0 ? `[${conditions.map(writeCondition).join(' && ')}]` : ''

const ARROW = /\s*(-(?:\[([a-z, ]+)\]-)?>|<-(?:\[([a-z, ]+)\]-)?)\s*/y
const KIND = /\s*(\*|[a-z]+(?:-[a-z]+)*)/y

/** The boxes of a text; undefined for what they can't show: what is no question yet, too. The server has the last word on what is one. */
export function readQuestion(text: string): { steps: Step[]; spans: Span[] } | undefined {
  const steps: Step[] = []
  const spans: Span[] = []
  const end = text.trimEnd().length
  for (let at = 0; at < end || steps.length === 0; ) {
    const from = at
    const arrow = steps.length > 0 ? take(ARROW, text, at) : undefined
    if (steps.length > 0 && !arrow) return undefined
    at += arrow?.[0].length ?? 0
    const word = take(KIND, text, at)
    const kind = word?.[1]
    if (!word || !isKind(kind)) return undefined
    at += word[0].length
    const step: Step = { kind, conditions: [] }
    if (arrow) {
      const kinds = (arrow[2] ?? arrow[3] ?? '').split(',').map((one) => one.trim())
      if ((arrow[2] ?? arrow[3]) && !kinds.every(isLinkKind)) return undefined
      step.arrow = {
        direction: arrow[1]?.startsWith('<') ? 'back' : 'forward',
        kinds: kinds.filter(isLinkKind),
      }
    }
    if (text[at] === '[') {
      const close = closing(text, at)
      if (close < 0) return undefined
      step.conditions = conditionsIn(text.slice(at + 1, close))
      at = close + 1
    }
    steps.push(step)
    spans.push({ from, to: at })
  }
  return { steps, spans }
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

const isKind = (word: string | undefined): word is NodeKind | '*' =>
  word === '*' || (word !== undefined && Object.hasOwn(NODE_KIND, word))
const isLinkKind = (word: string): word is LinkKind => Object.hasOwn(LINK_KIND, word)

/** Parts joined by `&&`; where another operator binds looser, all of it is one. */
function conditionsIn(text: string): Condition[] {
  const marks = outside(text)
  if (text.trim() === '') return []
  if (marks.some(({ mark }) => mark === '||' || mark === '?')) return [readCondition(`(${text.trim()})`)]
  const ends = marks.filter(({ mark }) => mark === '&&').map(({ at }) => at)
  return [...ends, text.length].map((end, i) =>
    readCondition(text.slice(i === 0 ? 0 : (ends[i - 1] as number) + 2, end).trim()),
  )
}

/** Operators that stand in no bracket and no text. */
function outside(text: string): { mark: string; at: number }[] {
  const found: { mark: string; at: number }[] = []
  walk(text, 0, (at, depth) => {
    const mark = ['&&', '||', '?'].find((one) => text.startsWith(one, at))
    if (depth === 0 && mark) found.push({ mark, at })
    return false
  })
  return found
}

/** Index of the bracket that closes the one at `open`; -1 when there is none. */
const closing = (text: string, open: number): number =>
  walk(text, open, (at, depth) => text[at] === ']' && depth === 0)

/** Goes over what is no text in quotes, with how deep in brackets it is; ends at the first place that `stop` likes, or with -1. */
function walk(text: string, from: number, stop: (at: number, depth: number) => boolean): number {
  let depth = 0
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const character = text[at] as string
    if (quote) {
      if (character === '\\') at++
      else if (character === quote) quote = ''
      continue
    }
    if (character === '"' || character === "'") quote = character
    if ('[({'.includes(character)) depth++
    if ('])}'.includes(character)) depth--
    if (stop(at, depth)) return at
  }
  return -1
}
