import { z } from 'zod'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { asList } from '../values/fields.ts'
import { needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'
import type { Reported } from './object.ts'

const schema = z.object({
  ruleID: needed,
  category: text,
  severity: text,
  title: text,
  match: text,
  target: text,
  startLine: position,
  endLine: position,
})

/** Secrets in an image, of which Trivy prints stars only: there is no value to tell them by. */
export function* secretItems({ where, report, container }: Reported): Generator<Item> {
  for (const [index, value] of asList(report.secrets).entries()) {
    const read = shaped(schema, { where: `${where}/secrets/${index}`, value })
    if (read.type === 'problem') {
      yield read
      continue
    }
    const from = read.value
    const path = from.target && relativePath(from.target)
    yield observe({
      kind: 'secret',
      rule: from.ruleID,
      title: titleOf(from.title, from.ruleID),
      severity: severityOfWord(from.severity),
      toolSeverity: from.severity,
      location: path
        ? {
            path,
            ...(from.startLine && { line: from.startLine }),
            ...(from.endLine && { endLine: from.endLine }),
            ...(from.match && { snippet: from.match }),
          }
        : undefined,
      tags: [...(from.category ? [from.category] : []), ...(container ? [`container:${container}`] : [])],
      raw: JSON.stringify(value),
    })
  }
}
