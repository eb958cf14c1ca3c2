import { severityOfScore } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { cvssRating } from '../values/cvss.ts'
import { shaped } from '../values/lenient.ts'
import { hitSchema, observationOf } from './advisory.ts'

const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g')

/** What `cargo audit` prints by itself, with or without colors; where nothing is found, what it did. */
export const isPrinted = (head: string): boolean => {
  const text = head.replace(COLORS, '')
  return (
    /^Crate: {5}\S+\nVersion: {3}\S+\n/m.test(text) ||
    /^ *Scanning \S*Cargo\.lock for vulnerabilities/m.test(text)
  )
}

/** Fields of a hit, each on a line: `Version:   1.5.4`. */
const FIELD = /^(Crate|Version|Warning|Title|ID|URL|Severity|Solution): +(\S.*)$/
/** Sums, and the root of a tree of dependencies, whose other lines are indented. */
const TREE = /^(?:Dependency tree:|[\w-]+ \d\S*$|[└├│ ])/

interface Hit {
  where: string
  lines: string[]
  fields: Record<string, string>
}

export async function* readPrinted(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'cargo-audit' }
  let hit: Hit | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.replace(COLORS, '')
    const [, name, value] = FIELD.exec(text) ?? []
    if (name === 'Crate') {
      if (hit) yield itemOf(hit)
      hit = { where: line.where, lines: [], fields: {} }
    }
    if (name && value && hit) hit.fields[name] = value.trim()
    if (hit && (name || TREE.test(text) || /^Date:/.test(text))) hit.lines.push(text)
    if (/^error: .*(?:fetch|load|parse|not found|couldn't)/i.test(text))
      yield loss(line.where, 'cargo-audit stopped with an error: it may not have looked at all')
  }
  if (hit) yield itemOf(hit)
}

function itemOf({ where, lines, fields }: Hit): Item {
  const { Crate, Version, Warning, Title, ID, URL, Severity, Solution } = fields
  const ranges = /^Upgrade to (.+)$/.exec(Solution ?? '')?.[1]?.split(/ OR /)
  const value = {
    kind: Warning,
    package: { name: Crate, version: Version },
    // That a version was yanked needs no advisory.
    ...(ID && { advisory: { id: ID, title: Title, url: URL, ...(Warning && { informational: Warning }) } }),
    ...(ranges && { versions: { patched: ranges } }),
  }
  const found = shaped(hitSchema, { where, value })
  if (found.type === 'problem') return found
  const text = lines.join('\n').trimEnd()
  const observation = observationOf(found.value, {
    type: 'element',
    pattern: '',
    where,
    holder: '',
    value,
    text,
  })
  // The score stands here without its vector.
  const rating = cvssRating({ score: Number.parseFloat(Severity ?? '') || undefined })
  return rating?.score === undefined
    ? observation
    : {
        ...observation,
        severity: severityOfScore(rating.score),
        toolSeverity: String(rating.score),
        cvss: [rating],
      }
}
