import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { controlsIn, titleOfQuery, verdictOf } from './triage.ts'

type Attributes = Record<string, string>

/** The states by their numbers; the first two come with every installation, a customer may add more. */
const STATES = ['to verify', 'not exploitable', 'confirmed', 'urgent', 'proposed not exploitable']

/** A result of a query: its last node is where the data does harm, its first where it comes in. */
export function observationOf(result: Node, query: Attributes): Observation {
  const { attributes } = result
  const path = child(result, 'Path')
  const steps = childrenOf(path, 'PathNode').flatMap(placeOf)
  const rule = query.name as string
  const severity = attributes.Severity || query.Severity
  const isFalse = attributes.FalsePositive?.toLowerCase() === 'true'
  const remark = attributes.Remark?.trim() || undefined
  return observe({
    kind: 'code',
    rule,
    title: titleOfQuery(rule),
    description: remark,
    severity: severityOfWord(severity),
    toolSeverity: severity || undefined,
    cwes: cwesOf(query.cweId),
    location: locationOf(steps.at(-1), attributes, path?.attributes.DestinationMethod),
    flow: steps.length > 1 ? steps : [],
    controls: controlsIn(query.categories),
    references: attributes.DeepLink ? [attributes.DeepLink] : [],
    fingerprints: fingerprintsOf(path),
    verdict: verdictOf(isFalse ? 'not exploitable' : STATES[Number(attributes.state)], {
      status: attributes.Status,
      reason: remark,
    }),
    seenAt: isoTime(attributes.DetectionDate),
    tags: [query.Language, query.group?.replaceAll('_', ' ')].filter((tag): tag is string => Boolean(tag)),
    raw: xmlText(result),
  })
}

function locationOf(
  sink: CodeLocation | undefined,
  { FileName, Line, Column }: Attributes,
  symbol: string | undefined,
): CodeLocation | undefined {
  if (sink) return { ...sink, message: undefined, symbol: symbol || undefined }
  const path = relativePath(FileName?.trim() ?? '')
  return path === '' ? undefined : { path, line: positionIn(Line), column: positionIn(Column) }
}

function placeOf(node: Node): CodeLocation[] {
  const path = relativePath(textOf(node, 'FileName') ?? '')
  if (path === '') return []
  const column = positionIn(textOf(node, 'Column'))
  const length = positionIn(textOf(node, 'Length'))
  const code = childrenOf(child(node, 'Snippet'), 'Line').map(
    (line) => child(line, 'Code')?.text.trimEnd() ?? '',
  )
  return [
    {
      path,
      line: positionIn(textOf(node, 'Line')),
      column,
      endColumn: column && length ? column + length : undefined,
      snippet: code.join('\n').trim() || undefined,
      message: textOf(node, 'Name'),
    },
  ]
}

/** The hash of a result's code and way, the same in every scan; placeholders are none. */
function fingerprintsOf(path: Node | undefined): Record<string, string> | undefined {
  const similarity = path?.attributes.SimilarityId
  return similarity && Number(similarity) !== 0 ? { similarityId: similarity } : undefined
}
