import type { DataClass, Exposure } from '../../api/types.ts'
import { DATA_CLASS, EXPOSURE } from '../../words/labels.ts'

/** A condition that a menu can make, or text that only the text can change. */
export type Condition =
  | { type: 'exposure'; is: Exposure | 'unknown' }
  | { type: 'authenticated'; is: boolean }
  | { type: 'data' | 'leadsTo'; includes: DataClass | 'any' }
  | { type: 'knownExploited'; is: boolean }
  | { type: 'topScore' | 'findings'; least: number }
  | { type: 'name' | 'asset' | 'application'; how: 'is' | 'contains'; text: string }
  | { type: 'attribute'; name: string; text: string }
  | { type: 'text'; text: string }

export type ConditionType = Condition['type']

/** CEL and JSON write texts alike. */
const quoted = (text: string): string => JSON.stringify(text)
const IDENTIFIER = /^[A-Za-z_]\w*$/

export function writeCondition(condition: Condition): string {
  switch (condition.type) {
    case 'exposure':
      return `exposure == ${quoted(condition.is)}`
    case 'authenticated':
    case 'knownExploited':
      return `${condition.is ? '' : '!'}${condition.type}`
    case 'data':
    case 'leadsTo':
      return condition.includes === 'any'
        ? `${condition.type}.size() > 0`
        : `${quoted(condition.includes)} in ${condition.type}`
    case 'topScore':
    case 'findings':
      return `${condition.type} >= ${condition.least}`
    case 'name':
    case 'asset':
    case 'application':
      return condition.how === 'is'
        ? `${condition.type} == ${quoted(condition.text)}`
        : `${condition.type}.contains(${quoted(condition.text)})`
    case 'attribute':
      return `attributes${IDENTIFIER.test(condition.name) ? `.${condition.name}` : `[${quoted(condition.name)}]`} == ${quoted(condition.text)}`
    case 'text':
      return condition.text
  }
}

const TEXT = '("(?:[^"\\\\]|\\\\.)*"|\'[^\'\\\\]*\')'
const READERS: [RegExp, (found: string[]) => Condition | undefined][] = [
  [
    new RegExp(`^exposure == ${TEXT}$`),
    ([, is]) => oneOf({ ...EXPOSURE, unknown: '' }, plain(is), (one) => ({ type: 'exposure', is: one })),
  ],
  [
    /^(!?)\s*(authenticated|knownExploited)$/,
    ([, not, type]) => ({ type: type as 'authenticated' | 'knownExploited', is: not === '' }),
  ],
  [
    new RegExp(`^${TEXT} in (data|leadsTo)$`),
    ([, text, type]) =>
      oneOf(DATA_CLASS, plain(text), (includes) => ({ type: type as 'data' | 'leadsTo', includes })),
  ],
  [/^(data|leadsTo)\.size\(\) > 0$/, ([, type]) => ({ type: type as 'data' | 'leadsTo', includes: 'any' })],
  [
    /^(topScore|findings) >= (\d+(?:\.\d+)?)$/,
    ([, type, least]) => ({ type: type as 'topScore' | 'findings', least: Number(least) }),
  ],
  [
    new RegExp(`^(name|asset|application) == ${TEXT}$`),
    ([, type, text]) => ({ type: type as 'name' | 'asset' | 'application', how: 'is', text: plain(text) }),
  ],
  [
    new RegExp(`^(name|asset|application)\\.contains\\(${TEXT}\\)$`),
    ([, type, text]) => ({
      type: type as 'name' | 'asset' | 'application',
      how: 'contains',
      text: plain(text),
    }),
  ],
  [
    new RegExp(`^attributes(?:\\.([A-Za-z_]\\w*)|\\[${TEXT}\\]) == ${TEXT}$`),
    ([, name, key, text]) => ({ type: 'attribute', name: name ?? plain(key), text: plain(text) }),
  ],
]

/** Anything that no menu makes stays text. */
export function readCondition(text: string): Condition {
  // Spaces around operators do not matter, those in quotes do.
  const tidy = text.replace(
    /("(?:[^"\\]|\\.)*"|'[^']*')|\s*(==|>=|(?<![=!<>])>(?!=))\s*/g,
    (_, kept, mark) => (mark ? ` ${mark} ` : kept),
  )
  for (const [pattern, made] of READERS) {
    const found = pattern.exec(tidy)
    const condition = found && made(found as unknown as string[])
    if (condition) return condition
  }
  return { type: 'text', text }
}

function plain(written: string | undefined): string {
  if (!written?.startsWith('"')) return written?.slice(1, -1) ?? ''
  try {
    return JSON.parse(written) as string
  } catch {
    return written.slice(1, -1)
  }
}

const oneOf = <K extends string>(
  words: Record<K, string>,
  text: string,
  made: (one: K) => Condition,
): Condition | undefined => (Object.hasOwn(words, text) ? made(text as K) : undefined)
