import { z } from 'zod'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { listOf, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { policiesOf, policyMatches } from './policy.ts'

const schema = z
  .object({
    id: text,
    description: text,
    path: text,
    lineNumber: position,
    type: text,
    severity: text,
    contains: listOf(z.object({ name: text })),
    snippet: text,
    details: part(z.object({ __typename: text })),
    failedPolicyMatches: policyMatches,
  })
  .refine(({ type, description }) => type ?? description, { path: ['type'] })

/** A secret, which the tool has taken out of its description. */
export function* secretItems(element: Element): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const from = read.value
  const path = from.path && relativePath(from.path)
  yield observe({
    kind: 'secret',
    rule: from.type ?? (from.description as string),
    title: from.description ?? from.contains[0]?.name ?? (from.type as string),
    description: from.description,
    severity: severityOfWord(from.severity),
    toolSeverity: from.severity,
    location: path
      ? {
          path,
          ...(from.lineNumber && { line: from.lineNumber }),
          ...(from.snippet && { snippet: from.snippet }),
        }
      : undefined,
    tags: policiesOf(from.failedPolicyMatches),
    raw: element.text,
  })
}
