import type { Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { isoTime } from '../values/time.ts'
import { itemsOfComponent } from './component.ts'
import { flawObservation } from './flaw.ts'
import { prose } from './prose.ts'

const CATEGORY = '/detailedreport/severity/category'
const PATHS = {
  category: `${CATEGORY}/@`,
  recommendations: `${CATEGORY}/recommendations`,
  cwe: `${CATEGORY}/cwe/@`,
  description: `${CATEGORY}/cwe/description`,
  component: '/detailedreport/software_composition_analysis/vulnerable_components/component',
}
const FLAWS = ['staticflaws', 'dynamicflaws', 'manualflaws'].map((list) => `${CATEGORY}/cwe/${list}/flaw`)

/** What stands above a flaw. */
export interface About {
  category: string | undefined
  recommendations: string | undefined
  cwe: Record<string, string>
  description: string | undefined
}

export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield headerOf(await xmlRoot(input, context, { name: 'Veracode XML', roots: ['detailedreport'] }))
  const about: About = { category: undefined, recommendations: undefined, cwe: {}, description: undefined }
  for await (const slice of eachNode(input, context, [...Object.values(PATHS), ...FLAWS])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === PATHS.component) yield* itemsOfComponent(slice.node, slice.where)
    else if (!FLAWS.includes(slice.path)) note(about, slice.path, slice.node)
    else
      yield slice.node.attributes.cweid || about.cwe.cweid
        ? flawObservation(slice.node, about)
        : loss(slice.where, 'this flaw has no CWE id, which is its rule, and is left out')
  }
}

function headerOf({ attributes }: Node): ReportHeader {
  const { app_name, sandbox_name, last_update_time, generation_date } = attributes
  const producedAt = isoTime(last_update_time) ?? isoTime(generation_date)
  const target = [app_name, sandbox_name].filter(Boolean).join('/')
  return { type: 'header', tool: 'Veracode', ...(target && { target }), ...(producedAt && { producedAt }) }
}

function note(about: About, path: string, node: Node): void {
  if (path === PATHS.category) {
    about.category = node.attributes.categoryname || undefined
    about.recommendations = undefined
  } else if (path === PATHS.recommendations) about.recommendations = prose(node)
  else if (path === PATHS.cwe) {
    about.cwe = node.attributes
    about.description = undefined
  } else about.description = prose(node)
}
