import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { asList } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { observationsOf, type Report, reportSchema, resultSchema } from './observation.ts'

const MEMBERS = ['/items/*']

export const policyReport = {
  id: 'policy-report',
  name: 'Kubernetes PolicyReport and OpenReports',
  link: 'https://openreports.io/docs/reports-api/',
  extensions: ['.json'],
  kinds: ['config', 'container', 'dependency', 'malware', 'secret', 'runtime', 'identity'],
  howTo: 'kubectl get policyreports,clusterpolicyreports --all-namespaces --output json > reports.json',
  detect,
  read,
} satisfies Format

const known = z.object({
  apiVersion: z.string().regex(/^(?:wgpolicyk8s\.io|openreports\.io|reports\.x-k8s\.io)\//),
  kind: z.string().regex(/Report$/),
})

function detect({ outline }: Sample): number {
  return fits(known, firstListed(outline, MEMBERS)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let told: string | undefined
  for await (const element of eachListed(input, context, {
    name: 'reports of Kubernetes policies',
    members: MEMBERS,
    isElement: (value) => fits(known, value),
  })) {
    const report = element.type === 'problem' ? element : shaped(reportSchema, element)
    if (told === undefined && report.type === 'problem') yield { type: 'header' }
    if (report.type === 'problem' || element.type === 'problem') {
      told ??= ''
      if (report.type === 'problem') yield report
      continue
    }
    for (const item of itemsOf(report.value, element)) {
      if (item.type !== 'header') yield item
      else if (told !== item.tool || item.tool === undefined) {
        if (told === undefined || item.tool !== undefined) yield item
        told = item.tool ?? told ?? ''
      }
    }
  }
  if (told === undefined) yield { type: 'header' }
}

/** Each result names the tool that it comes from: one report may hold those of several. */
function* itemsOf(report: Report, element: Element): Generator<Item> {
  yield headerOf(undefined)
  for (const [index, value] of asList(report.results).entries()) {
    const where = `${element.where}/results/${index}`
    const result = shaped(resultSchema, { where, value })
    if (result.type === 'problem') {
      yield result
      continue
    }
    const outcome = (result.value.result ?? result.value.status ?? '').toLowerCase()
    if (outcome === 'pass' || outcome === 'skip') continue
    yield headerOf(result.value.source ?? report.source)
    if (outcome === 'error')
      yield problem(where, `the policy ${result.value.policy} could not be evaluated: it may be violated`)
    else yield* observationsOf(result.value, report, JSON.stringify(value))
  }
}

const headerOf = (tool: string | undefined): ReportHeader => ({ type: 'header', ...(tool && { tool }) })
