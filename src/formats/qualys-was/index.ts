import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { newSite } from '../values/web-address.ts'
import { observationsOf, timeOf } from './finding.ts'
import { type Run, runOf } from './glossary.ts'

const ROOTS = ['WAS_SCAN_REPORT', 'WAS_WEBAPP_REPORT']

/** Reports on applications group what they found by application. */
const LISTS = ['/*/RESULTS', '/*/RESULTS/WEB_APPLICATION'].flatMap((place) => [
  `${place}/VULNERABILITY_LIST/VULNERABILITY`,
  `${place}/SENSITIVE_CONTENT_LIST/SENSITIVE_CONTENT`,
  `${place}/INFORMATION_GATHERED_LIST/INFORMATION_GATHERED`,
])

const APPLICATIONS = ['NAME', 'URL'].map((name) => `/*/RESULTS/WEB_APPLICATION/${name}`)

export const qualysWas = {
  id: 'qualys-was',
  name: 'Qualys Web Application Scanning',
  link: 'https://docs.qualys.com/en/was/api/',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'In Qualys WAS, create a scan or web application report and download it as XML.',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root && ROOTS.includes(root.name) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Qualys WAS XML', roots: ROOTS })
  const run = await runOf(input, context)
  const sites = new Set<string>()
  let site = run.facts['WEBAPP.URL']
  yield* opening(run, site, sites)
  for await (const slice of eachNode(input, context, [...LISTS, ...APPLICATIONS])) {
    if (slice.type === 'problem') yield slice
    else if (APPLICATIONS.includes(slice.path)) {
      if (slice.node.name !== 'URL') continue
      site = textOf(slice.node)
      yield* newSite(site, sites)
    } else if (!textOf(slice.node, 'QID')) yield loss(slice.where, 'left out, because it has no QID')
    else {
      yield* newSite(textOf(slice.node, 'URL'), sites)
      yield* observationsOf(slice.node, run.checks.get(textOf(slice.node, 'QID') ?? ''), site)
    }
  }
}

function* opening({ facts }: Run, site: string | undefined, sites: Set<string>): Generator<Item> {
  const producedAt = timeOf(facts['SCAN.END_DATE'] ?? facts['SCAN.START_DATE'] ?? facts.GENERATION_DATETIME)
  const version = /\bWAS: ([\d.-]+)/.exec(facts['SCAN.SCANNER'] ?? '')?.[1]
  const target = site ?? facts['WEBAPP.NAME'] ?? facts.WEB_APPLICATION
  yield {
    type: 'header',
    tool: 'Qualys WAS',
    ...(version && { toolVersion: version }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
  yield* newSite(site, sites, { os: facts['WEBAPP.OPERATING_SYSTEM'], application: facts['WEBAPP.NAME'] })
}
