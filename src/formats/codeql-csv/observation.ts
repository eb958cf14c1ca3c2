import type { CodeLocation, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { cell } from '../syntax/csv-report.ts'
import { byWord } from '../values/by-word.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'

type Row = Record<string, string>

const SEVERITIES: { [word: string]: Severity } = byWord({ recommendation: 'low' })

export function observationOf(row: Row, raw: string): Observation {
  const name = cell(row, 'name') as string
  const severity = cell(row, 'severity')
  const { text, places } = messageOf(cell(row, 'message'))
  const path = relativePath(cell(row, 'path') ?? '')
  const at = (column: string) => positionIn(cell(row, column))
  return observe({
    kind: 'code',
    rule: name,
    title: name,
    description: paragraphs(text, cell(row, 'description')),
    severity: SEVERITIES[severity ?? ''] ?? severityOfWord(severity),
    toolSeverity: severity,
    location:
      path === ''
        ? undefined
        : {
            path,
            line: at('startLine'),
            endLine: at('endLine'),
            column: at('startColumn'),
            endColumn: endOf(at('endColumn')),
          },
    related: places,
    raw,
  })
}

/** The end is the last character itself. */
const endOf = (column: number | undefined): number | undefined => column && column + 1

/** `[["name"|"relative://src/a.java:7:152:16"],["name"|"…"]]`: a name that leads to places, by line, column and length or end. */
function messageOf(message: string | undefined): { text: string | undefined; places: CodeLocation[] } {
  const places: CodeLocation[] = []
  const text = message?.replace(/\[(\[[^[\]]*\](?:,\[[^[\]]*\])*)\]/g, (whole, links: string) => {
    const found = [...links.matchAll(/\["([^"]*)"\s*\|\s*"([^"]*)"\s*\]/g)]
    for (const [, name, link] of found) places.push(...placeOf(link, name))
    return found[0]?.[1] ?? whole
  })
  return { text, places }
}

function placeOf(link: string | undefined, name: string | undefined): CodeLocation[] {
  const [, file, line, column] = /^relative:\/\/(.*?):(\d+):(\d+)(?::\d+)*$/.exec(link ?? '') ?? []
  const path = relativePath(file ?? '')
  return path === ''
    ? []
    : [{ path, line: positionIn(line), column: positionIn(column), message: name || undefined }]
}
