import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { childrenOf, type Node, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { partsOfCpe } from '../values/cpe.ts'
import { cvssRating } from '../values/cvss.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { elementOf } from './output.ts'
import type { Target } from './target.ts'

interface Row {
  id: string
  score: string | undefined
  isExploit: boolean
  link: string | undefined
  raw: string
}

/** What the vulners.com database knows of a program's version: flaws, and exploits of them. */
export function vulnersRows(script: Node, target: Target): Observation[] {
  if (childrenOf(script, 'table').length === 0)
    return textRows(script).map((row) => observationOf(row, target.component, target))
  return childrenOf(script, 'table').flatMap((program) => {
    const component = componentOf(program.attributes.key) ?? target.component
    return childrenOf(program, 'table').flatMap((table) => {
      const row = rowOf(table)
      return row ? [observationOf(row, component, target)] : []
    })
  })
}

function rowOf(table: Node): Row | undefined {
  const id = elementOf(table, 'id')
  const type = elementOf(table, 'type')
  if (!id) return undefined
  return {
    id,
    score: elementOf(table, 'cvss'),
    isExploit: elementOf(table, 'is_exploit') === 'true',
    // As the script prints it.
    link: type && `https://vulners.com/${type}/${id}`,
    raw: xmlText(table),
  }
}

/** Before scripts had structured output. */
const textRows = (script: Node): Row[] =>
  [
    ...(script.attributes.output ?? '').matchAll(
      /^\s*(\S+)[ \t]+(\d{1,2}(?:\.\d+)?)[ \t]+(https?:\S+)(.*)$/gm,
    ),
  ].map(([line, id = '', score, link, rest = '']) => ({
    id,
    score,
    link,
    isExploit: rest.includes('*EXPLOIT*'),
    raw: line.trim(),
  }))

function observationOf(row: Row, component: AffectedComponent | undefined, target: Target): Observation {
  // The database writes 0.0 where nobody rated.
  const rating = cvssRating({ score: Number(row.score) || undefined })
  const program = [component?.name, component?.version].filter(Boolean).join(' ')
  return observe({
    kind: 'runtime',
    rule: row.id,
    title: `${row.isExploit ? 'Exploit' : 'Known flaw'}${program && ` of ${program}`}: ${row.id}`,
    severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
    toolSeverity: row.score,
    cvss: rating ? [rating] : [],
    advisories: advisoryIdsIn(row.id),
    ...target,
    component,
    references: row.link ? [row.link] : [],
    tags: ['vulners', ...(row.isExploit ? ['exploit'] : [])],
    raw: row.raw,
  })
}

function componentOf(cpe: string | undefined): AffectedComponent | undefined {
  const parts = partsOfCpe(cpe)
  return parts && withoutGaps({ name: parts.product, version: parts.version })
}
