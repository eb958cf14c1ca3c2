import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** A rule that matched a file, with the strings that did. */
export interface Match {
  rule: string
  path: string
  /** By name, in lower case; a rule may have several of a name. */
  meta?: Map<string, string[]> | undefined
  tags: string[]
  lines: string[]
}

const IDENTIFIER = /^(?:[A-Za-z_]\w*:)?([A-Za-z_]\w*) +/

/** `Rule [tag,tag] [name="value",other=5] path`, of which only the rule and the path are always there. */
export function matchIn(line: string): Match | undefined {
  const [start, rule] = IDENTIFIER.exec(line) ?? []
  if (!start || !rule) return undefined
  let rest = line.slice(start.length)
  let meta: Match['meta']
  let tags: string[] = []
  for (let brackets = bracketsAt(rest); brackets; brackets = bracketsAt(rest)) {
    if (/^\s*[\w.]+\s*=/.test(brackets.inside) || (brackets.inside.trim() === '' && meta === undefined))
      meta = metaIn(brackets.inside)
    else
      tags = brackets.inside
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean)
    rest = rest.slice(brackets.length).trimStart()
  }
  return rest.trim() === '' ? undefined : { rule, path: rest.trim(), meta, tags, lines: [line] }
}

/** A bracket may stand in a quoted value. */
function bracketsAt(text: string): { inside: string; length: number } | undefined {
  const [whole, inside = ''] = /^\[((?:"(?:\\.|[^"\\])*"|[^\]"])*)\](?= |$)/.exec(text) ?? []
  return whole === undefined ? undefined : { inside, length: whole.length }
}

function metaIn(text: string): Map<string, string[]> {
  const meta = new Map<string, string[]>()
  for (const [, name = '', quoted, plain] of text.matchAll(
    /([\w.]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^,\]]*))/g,
  )) {
    const value = quoted === undefined ? (plain ?? '').trim() : quoted.replace(/\\(.)/g, '$1')
    const key = name.toLowerCase()
    if (value !== '') meta.set(key, [...(meta.get(key) ?? []), value])
  }
  return meta
}

export function matchObservation({ rule, path, meta, tags, lines }: Match): Observation {
  const said = (name: string): string | undefined => meta?.get(name)?.[0]
  const references = ['reference', 'references', 'ref', 'url', 'link'].flatMap(
    (name) => meta?.get(name) ?? [],
  )
  const relative = relativePath(path)
  const severity = said('severity') ?? said('threat_level')
  return observe({
    kind: 'malware',
    rule,
    title: rule.replaceAll('_', ' ').trim() || rule,
    description: said('description') ?? said('desc'),
    severity: severityOf(severity, said('score')),
    toolSeverity: severity ?? said('score'),
    confidence: confidenceOf(said('confidence')),
    advisories: advisoryIdsIn(rule.replaceAll('_', '-'), said('cve'), said('description')),
    location: relative === '' ? undefined : { path: relative, ...snippetOf(lines.slice(1)) },
    references: linksOf(references),
    tags: [...tags, ...(said('author') ? [`author:${said('author')}`] : [])],
    raw: lines.join('\n'),
  })
}

/** What matched, without the offsets, which move. */
function snippetOf(lines: string[]): { snippet?: string } {
  const texts = lines
    .map((line) => /^0x[0-9a-f]+:(?:\d+:)?\$\w*: (.*)$/.exec(line)?.[1])
    .filter((text) => text?.trim())
  return texts.length > 0 ? { snippet: texts.join('\n') } : {}
}

/** YARA rates nothing; rules may, in words, or with the score of 0–100 that many collections share. */
function severityOf(word: string | undefined, score: string | undefined): Severity {
  const known = severityOfWord(word)
  const value = Number(known === 'unknown' ? (score ?? (/^\d+$/.test(word ?? '') ? word : NaN)) : NaN)
  if (Number.isNaN(value)) return known
  if (value >= 80) return 'critical'
  if (value >= 60) return 'high'
  return value >= 40 ? 'medium' : value > 0 ? 'low' : 'info'
}

function confidenceOf(word: string | undefined): Observation['confidence'] {
  const level = confidenceOfWord(word)
  if (level) return level
  const value = Number(word ?? NaN)
  return Number.isNaN(value) ? undefined : value >= 70 ? 'high' : value >= 40 ? 'medium' : 'low'
}
