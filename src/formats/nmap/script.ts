import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import { childrenOf, type Node, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { observe } from '../values/observe.ts'
import { titleOf } from '../values/title.ts'
import type { Target } from './target.ts'
import { isVulnerable, vulnerabilityOf } from './vulnerability.ts'
import { vulnersRows } from './vulners.ts'
import { vulscanRows } from './vulscan.ts'

/** What one script said: advisories of the program's version, flaws that it proved, or what it read from the service. */
export function* scriptItems(script: Node, where: string, target: Target): Generator<Item> {
  const { id = 'script', output = '' } = script.attributes
  if (/^\s*ERROR: /.test(output)) {
    yield problem(
      where,
      `the script ${id.slice(0, 80)} did not run to its end: what it looks for may be there`,
    )
    return
  }
  const rows = /vulners/.test(id)
    ? vulnersRows(script, target)
    : /vulscan/.test(id)
      ? vulscanRows(script, target)
      : []
  if (rows.length > 0) yield* rows
  else if (flawsIn(script).length > 0)
    for (const flaw of flawsIn(script)) {
      if (isVulnerable(flaw)) yield vulnerabilityOf(flaw, id, target)
    }
  else if (output.trim() !== '' || script.children.length > 0) yield told(script, target)
}

/** Scripts that prove a flaw write a table for each, with its state. */
const flawsIn = (script: Node): Node[] =>
  childrenOf(script, 'table').filter((table) =>
    childrenOf(table, 'elem').some(({ attributes }) => attributes.key === 'state'),
  )

/** Text that only people can judge: the tool rates it only where it says that it is a flaw. */
function told(script: Node, target: Target): Observation {
  const { id = 'script', output = '' } = script.attributes
  const text = output.replaceAll('\r', '').trim()
  const isFlaw = /\bVULNERABLE\b/.test(text.replaceAll('NOT VULNERABLE', ''))
  const risk = /^\s*Risk factor:\s*(\w+)/im.exec(text)?.[1]
  return observe({
    kind: 'runtime',
    rule: id,
    title: titleOf(
      `${id}: ${text.split('\n').find((line) => line.trim() !== '' && !/^\s*VULNERABLE:\s*$/.test(line)) ?? ''}`,
    ),
    description: text || undefined,
    severity: isFlaw ? severityOfWord(risk) : 'info',
    toolSeverity: risk,
    advisories: isFlaw ? advisoryIdsIn(text) : [],
    ...target,
    references: isFlaw ? (text.match(/https?:\/\/\S+/g) ?? []) : [],
    raw: xmlText(script),
  })
}
