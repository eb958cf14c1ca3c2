import type { Observation } from '../../model/observation.ts'
import type { Node } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { observe } from '../values/observe.ts'
import type { Target } from './target.ts'

/** Entries of offline databases that fit the program's name and version: `[id] title` below the name of each database. */
export function vulscanRows(script: Node, target: Target): Observation[] {
  const found: Observation[] = []
  let source = { name: 'vulscan', link: '' }
  for (const line of (script.attributes.output ?? '').split('\n').map((text) => text.trim())) {
    const [, name, link] = /^([^[].*?) - (https?:\/\/\S+?):?$/.exec(line) ?? []
    if (name && link) source = { name, link }
    const [, id, title] = /^\[([^\]]+)\]\s*(.*)$/.exec(line) ?? []
    if (id) found.push(observationOf({ id, title: title || id, line }, source, target))
  }
  return found
}

function observationOf(
  { id, title, line }: { id: string; title: string; line: string },
  source: { name: string; link: string },
  target: Target,
): Observation {
  const ids = advisoryIdsIn(id)
  return observe({
    kind: 'runtime',
    rule: ids[0] ?? `${source.name}:${id}`,
    title,
    severity: 'unknown',
    advisories: advisoryIdsIn(id, title),
    ...target,
    references: source.link ? [source.link] : [],
    tags: ['vulscan', source.name],
    raw: line,
  })
}
