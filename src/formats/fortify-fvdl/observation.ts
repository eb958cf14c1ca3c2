import type { CodeLocation, Observation } from '../../model/observation.ts'
import { controlsIn } from '../fortify/controls.ts'
import { type Audit, verdictOf } from '../fortify/verdict.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { descriptionOf } from './description.ts'
import { ratingOf } from './rating.ts'
import { stepOf } from './step.ts'
import { groupsIn, type Surroundings } from './surroundings.ts'

export function observationOf(
  vulnerability: Node,
  around: Surroundings,
  audits: ReadonlyMap<string, Audit>,
): Observation {
  const [about, instance] = [child(vulnerability, 'ClassInfo'), child(vulnerability, 'InstanceInfo')]
  const unified = child(child(vulnerability, 'AnalysisInfo'), 'Unified')
  const [id, type, subtype] = ['ClassID', 'Type', 'Subtype'].map((name) => textOf(about, name))
  const category = [type, subtype].filter(Boolean).join(': ')
  const facts = factsOf(id, instance, around)
  const text = descriptionOf(around.descriptions.get(id ?? ''), child(unified, 'ReplacementDefinitions'))
  const instanceId = textOf(instance, 'InstanceID')
  const { location, flow } = placesOf(unified, around)
  return observe({
    kind: 'code',
    rule: id ?? category,
    title: category,
    description: text.description,
    ...ratingOf(facts, about, instance),
    cwes: cwesOf(facts.get('altcategoryCWE')?.replaceAll('CWE ID ', 'CWE-'), text.cwes),
    location,
    flow,
    controls: controlsIn([...facts].flatMap(([name, items]) => categoryOf(name, items))),
    references: text.references,
    remediation: text.remediation,
    fingerprints: instanceId ? { instanceId } : undefined,
    verdict: verdictOf(audits.get(instanceId ?? '') ?? {}),
    tags: [textOf(about, 'Kingdom'), textOf(about, 'AnalyzerName')].filter((tag) => tag !== undefined),
    raw: xmlText(vulnerability),
  })
}

/** What the rule and the instance say of themselves; the instance knows better. */
const factsOf = (
  id: string | undefined,
  instance: Node | undefined,
  around: Surroundings,
): Map<string, string> =>
  new Map([...(around.rules.get(id ?? '') ?? []), ...groupsIn(child(instance, 'MetaInfo'))])

const categoryOf = (name: string, items: string): [string, string][] =>
  name.startsWith('altcategory') ? [[name.slice('altcategory'.length), items]] : []

/** The place is the step that is marked; the last one where none is. */
function placesOf(
  unified: Node | undefined,
  around: Surroundings,
): { location?: CodeLocation | undefined; flow: CodeLocation[] } {
  const traces = childrenOf(unified, 'Trace').map((trace) => childrenOf(child(trace, 'Primary'), 'Entry'))
  const flow: CodeLocation[] = []
  let location: CodeLocation | undefined
  for (const entry of traces.flat()) {
    const node = child(entry, 'Node')
    const step = node ? stepOf(node) : around.steps.get(child(entry, 'NodeRef')?.attributes.id ?? '')
    if (!step) continue
    flow.push(step)
    if (location || node?.attributes.isDefault !== 'true') continue
    location = {
      ...step,
      snippet: around.snippets.get(child(node, 'SourceLocation')?.attributes.snippet ?? ''),
    }
  }
  location ??= flow.at(-1)
  const symbol = symbolOf(child(child(unified, 'Context'), 'Function'))
  return {
    location: location && { ...location, message: undefined, symbol },
    flow: flow.length > 1 ? flow : [],
  }
}

const symbolOf = (of: Node | undefined): string | undefined =>
  [of?.attributes.namespace, of?.attributes.enclosingClass, of?.attributes.name].filter(Boolean).join('.') ||
  undefined
