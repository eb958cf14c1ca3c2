import type { SourceFile } from '../source/source-file.ts'
import { factsOfSystems } from '../third-parties/index.ts'
import type { Touch } from './contract.ts'

type SystemTouch = Pick<Touch, 'to' | 'way' | 'says'> & { offset: number }

const MOST_PLACES = 50
const MOST_NAMES = 30
const LONGEST_IMPORT = 500
const NO_NAME =
  /^(?:import|from|as|require|const|let|var|use|using|static|type|await|new|package|default|com|org|io|net|sdk|api|client|js|node|go|v\d+)$/i

const KEYWORD = /^(?:const|let|var|return|await|new|if|else)$/

/** Places of a file where it uses others' systems: hosts and queues where they are named, packages where what they gave is used. */
export function systemsTouched(file: SourceFile): SystemTouch[] {
  return factsOfSystems(file).flatMap(({ name, kind, offset, way, evidence }): SystemTouch[] => {
    const touch = { to: `third-party:${name}`, way }
    if (kind !== 'sdk') return [{ ...touch, offset, says: evidence }]
    return usesOf(file.text, namesTaken(file.text, offset)).map((place) => ({
      ...touch,
      offset: place,
      says: `uses ${evidence}`,
    }))
  })
}

/** Names that the line of an import brings into the file, and what is made of them at once: `stripe`, `Stripe`, `client`. */
function namesTaken(text: string, offset: number): Set<string> {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_IMPORT))
  const taken = new Set(
    [...line.matchAll(/\b[A-Za-z_$][\w$]{0,80}\b/g)]
      .map(([word]) => word)
      .filter((word) => !NO_NAME.test(word)),
  )
  const made = new RegExp(
    `\\b([A-Za-z_$][\\w$]{0,80})\\s*(?::[^=\\n]{1,80})?:?=\\s*(?:await\\s+)?(?:new\\s+)?(?:${[...taken].map(escaped).join('|') || '(?!)'})\\b`,
    'g',
  )
  for (const [, name = ''] of text.matchAll(made))
    if (!KEYWORD.test(name) && name.length > 1 && taken.size < MOST_NAMES) taken.add(name)
  return taken
}

const escaped = (word: string): string => word.replaceAll('$', '\\$')

function usesOf(text: string, names: ReadonlySet<string>): number[] {
  if (names.size === 0) return []
  // Used = called, or a member of it taken; what only stands there (a type, a comment) is none.
  const used = new RegExp(`(?<![\\w$."'\`/-])(?:${[...names].map(escaped).join('|')})(?:\\.|\\(|::|->)`, 'g')
  return [...text.matchAll(used)].slice(0, MOST_PLACES).map(({ index }) => index)
}
