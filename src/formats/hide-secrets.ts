import type { Observation } from '../model/observation.ts'
import type { Problem } from './contract.ts'
import { maskSecret } from './secret-scrub.ts'
import type { Element } from './syntax/element.ts'

/** What is short or of letters alone may be an ordinary word: elsewhere it is hidden only where it stands in quotes. */
const isWord = (form: string): boolean => form.length < 8 || /^[a-z_-]+$/i.test(form)

/**
 * Masks secrets of a report in observations that are not theirs: tools print lines around a finding, and two findings may stand on one
 * line. Give it all secrets of the report first; an observation's own `secret` stays for the pipeline.
 */
export function secretHider(secrets: ReadonlySet<string>): (observation: Observation) => Observation {
  if (secrets.size === 0) return (observation) => observation
  const patterns = patternsOf(secrets)
  const hide = (text: string): string => {
    let now = text
    // To replace nothing takes three times as long as to see that nothing is there, as in nearly all texts.
    for (const pattern of patterns) if (now.search(pattern) >= 0) now = now.replace(pattern, maskSecret)
    return now
  }
  return (observation) => {
    const { type, kind, rule, severity, secret, secretMasked, fingerprints, location, ...words } = observation
    const identity = { type, kind, rule, severity, ...(fingerprints && { fingerprints }) }
    const own = {
      ...(secret !== undefined && { secret }),
      ...(secretMasked !== undefined && { secretMasked }),
    }
    const [hiddenPlace, hiddenWords] = [location && mapTexts(location, hide), mapTexts(words, hide)]
    if (hiddenPlace === location && hiddenWords === words) return observation
    const place = location && { location: { ...hiddenPlace, path: location.path } }
    return { ...identity, ...own, ...place, ...hiddenWords }
  }
}

/** The secrets of a report's elements: a reading of its own before the one that yields items. */
export async function secretsIn(
  elements: AsyncIterable<Element | Problem>,
  secretsOf: (element: Element) => (string | undefined)[],
): Promise<Set<string>> {
  const secrets = new Set<string>()
  for await (const element of elements) {
    if (element.type === 'problem') continue
    for (const secret of secretsOf(element)) if (secret !== undefined) secrets.add(secret)
  }
  return secrets
}

/** Alternatives of one pattern: a large one is as quick as a small one, but there is a largest. */
const MOST = 5000

function patternsOf(secrets: ReadonlySet<string>): RegExp[] {
  const forms = new Set([...secrets].flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))
  const longestFirst = [...forms].filter((form) => form.trim() !== '').sort((a, b) => b.length - a.length)
  const choices = longestFirst.map((form) =>
    isWord(form) ? `(?<=["'\`])${RegExp.escape(form)}(?=\\\\?["'\`])` : RegExp.escape(form),
  )
  const patterns: RegExp[] = []
  for (let at = 0; at < choices.length; at += MOST)
    patterns.push(new RegExp(choices.slice(at, at + MOST).join('|'), 'g'))
  return patterns
}

/** A copy with every text changed; the value itself where no text of it changes, as in nearly all. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (value === null || typeof value !== 'object') return value
  const holder = value as Record<string, unknown>
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(holder)) {
    const changed = mapTexts(holder[key], change)
    if (changed === holder[key]) continue
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
    copy[key] = changed
  }
  return (copy ?? value) as T
}
