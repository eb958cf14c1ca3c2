import type { CodeLocation, Observation } from '../../model/observation.ts'
import { type Node, textOf, xmlText } from '../syntax/xml.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'
import { membersOf } from './plist.ts'

/** The analyzer does not rate what it finds. */
export function observationOf(
  members: ReadonlyMap<string, Node>,
  files: string[],
  diagnostic: Node,
): Observation {
  const said = (name: string) => textOf(members.get(name))
  const rule = said('check_name') ?? said('type') ?? said('description') ?? 'diagnostic'
  const place = placeOf(members.get('location'), files)
  const flow = stepsOf(members.get('path'), files)
  // `issue_hash` alone was once the line's distance from the start of its function.
  const hash = said('issue_hash_content_of_line_in_context')
  return observe({
    kind: 'code',
    rule,
    title: titleOf(said('description'), said('type'), rule),
    description: said('description'),
    severity: 'unknown',
    location: place && { ...place, symbol: said('issue_context') },
    flow: flow.length > 1 ? flow : [],
    fingerprints: hash ? { issue_hash_content_of_line_in_context: hash } : undefined,
    tags: [said('category'), said('type')].filter((tag) => tag !== undefined),
    raw: xmlText(diagnostic),
  })
}

function placeOf(location: Node | undefined, files: string[]): CodeLocation | undefined {
  const members = membersOf(location)
  const path = relativePath(files[Number(textOf(members.get('file')) ?? Number.NaN)] ?? '')
  if (path === '') return undefined
  return {
    path,
    line: positionIn(textOf(members.get('line'))),
    column: positionIn(textOf(members.get('col'))),
  }
}

/** The events on the way; what is between them only draws arrows. */
const stepsOf = (path: Node | undefined, files: string[]): CodeLocation[] =>
  (path?.children ?? []).flatMap((node) => {
    const step = membersOf(node)
    const place = textOf(step.get('kind')) === 'event' ? placeOf(step.get('location'), files) : undefined
    return place
      ? [{ ...place, message: textOf(step.get('extended_message')) ?? textOf(step.get('message')) }]
      : []
  })
