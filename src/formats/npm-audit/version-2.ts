import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import { chainTo, type Dependents } from './dependents.ts'
import { ratingOf, ratingSchema } from './rating.ts'

const fixSchema = z.object({ name: z.string(), version: z.string(), isSemVerMajor: flag })

const packageSchema = z.object({
  name: needed,
  isDirect: flag,
  via: z.array(z.unknown()),
  nodes: texts,
  fixAvailable: z.union([z.boolean(), fixSchema]).optional().catch(undefined),
})

const advisorySchema = z.object({
  source: label,
  title: text,
  url: text,
  severity: text,
  cwe: texts,
  cvss: ratingSchema,
})

type Package = z.output<typeof packageSchema>
type Advisory = z.output<typeof advisorySchema>

/**
 * One package of npm 7 and later. `via` holds its own advisories; a name in it says that the package is affected through
 * another one, whose entry carries the advisory: only a name without such an entry would be lost.
 */
export function* itemsOfPackage(element: Element, dependents: Dependents): Generator<Item> {
  const result = shaped(packageSchema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const entry = result.value
  if (entry.via.length === 0) yield loss(`${element.where}/via`, 'names neither an advisory nor a package')
  for (const [index, via] of entry.via.entries()) {
    const where = `${element.where}/via/${index}`
    if (typeof via === 'string') {
      if (!dependents.has(via))
        yield loss(where, 'names a package that has no entry: its advisory is missing from the report')
      continue
    }
    const advisory = shaped(advisorySchema, { where, value: via })
    yield advisory.type === 'problem' ? advisory : observationOf(entry, advisory.value, dependents, element)
  }
}

function observationOf(
  entry: Package,
  advisory: Advisory,
  dependents: Dependents,
  element: Element,
): Observation {
  const { name } = entry
  const advisories = advisoryIdsIn(advisory.url)
  const [path, ...others] = entry.nodes
  return observe({
    kind: 'dependency',
    // The number in `source` changes when an advisory is published again, so it serves only where there is nothing better.
    rule: advisories[0] ?? advisory.source ?? name,
    title: advisory.title ?? `Advisory for ${name}`,
    severity: severityOfWord(advisory.severity),
    toolSeverity: advisory.severity,
    cvss: ratingOf(advisory.cvss),
    cwes: cwesOf(advisory.cwe),
    advisories,
    related: others.map((node) => ({ path: node })),
    component: {
      name,
      purl: purlOf({ type: 'npm', name }),
      path,
      fixVersions: fixVersionsOf(entry),
      direct: entry.isDirect,
      chain: chainTo(name, dependents),
    },
    references: advisory.url ? [advisory.url] : [],
    remediation: remediationOf(entry),
    raw: element.text,
  })
}

/** The fix is told as what to install at the top, which is this very package only when it is a direct dependency. */
const fixVersionsOf = ({ name, fixAvailable: fix }: Package): string[] =>
  typeof fix === 'object' && fix.name === name ? [fix.version] : []

function remediationOf({ fixAvailable: fix }: Package): string | undefined {
  if (fix === undefined) return undefined
  if (fix === true) return 'Run npm audit fix.'
  if (fix === false) return 'No fix is available.'
  return `Install ${fix.name}@${fix.version}${fix.isSemVerMajor ? ', a major version' : ''}.`
}
