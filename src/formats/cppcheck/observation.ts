import type { CodeLocation, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'

const SEVERITIES: { [word: string]: Severity } = byWord({
  style: 'low',
  performance: 'low',
  portability: 'low',
  debug: 'info',
})

export function observationOf(error: Node): Observation {
  const { id = '', severity, msg, verbose, cwe, hash, inconclusive, file0, remark } = error.attributes
  const places = placesOf(error)
  return observe({
    kind: 'code',
    rule: id,
    title: titleOf(msg, id),
    description: paragraphs(verbose?.replaceAll('\\012', '\n') || msg, remark),
    severity: SEVERITIES[severity ?? ''] ?? severityOfWord(severity),
    toolSeverity: severity || undefined,
    confidence: inconclusive === 'true' ? 'low' : undefined,
    cwes: cwesOf(cwe),
    location: places[0] && { ...places[0], symbol: textOf(error, 'symbol') },
    // The place of the error comes first, then what led to it, back to the beginning.
    flow: places.length > 1 ? places.toReversed() : [],
    fingerprints: hash && hash !== '0' ? { hash } : undefined,
    tags: file0 && relativePath(file0) !== places[0]?.path ? [`checked in ${relativePath(file0)}`] : [],
    raw: xmlText(error),
  })
}

function placesOf(error: Node): CodeLocation[] {
  const nodes = childrenOf(error, 'location')
  return (nodes.length > 0 ? nodes : [error]).flatMap(({ attributes: { file, line, column, info } }) => {
    const path = relativePath(file ?? '')
    return path === ''
      ? []
      : [{ path, line: positionIn(line), column: positionIn(column), message: info?.trim() || undefined }]
  })
}
