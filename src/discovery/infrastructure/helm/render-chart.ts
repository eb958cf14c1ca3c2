import {
  at,
  isRecord,
  listOf,
  type Plain,
  type PlainRecord,
  recordOf,
  textOf,
} from '../../../formats/infrastructure/plain.ts'
import { FUNCTIONS, mergedOver, shown, truthy } from './template-functions.ts'
import { parseTemplate, type Template, type TemplateNode } from './template-parse.ts'
import { type Rendered, TemplateRun } from './template-run.ts'

/** A chart as its files say it, charts inside of it among them. */
export interface Chart {
  /** Folder of Chart.yaml relative to the root; '' is the root. */
  folder: string
  chart: PlainRecord
  values: PlainRecord
  templates: { path: string; text: string }[]
  subcharts: Chart[]
}

export interface RenderedTemplate extends Rendered {
  path: string
  source: string
}

export interface RenderedChart {
  templates: RenderedTemplate[]
  problems: { where: string; message: string }[]
  /** The values that held, its parents' words over its own. */
  values: PlainRecord
}

const DEEPEST = 8

/** Renders a chart and its subcharts as a release that is called like the chart, in the namespace `default`, with its own values. */
export function renderChart(
  chart: Chart,
  given: Plain = {},
  depth = 0,
  release = nameOf(chart),
  named = namedTemplates(chart),
): RenderedChart {
  const values = recordOf(structuredClone(mergedOver(chart.values, given)))
  const out: RenderedChart = { templates: [], problems: [], values }
  const missing = new Set<string>()
  const run = () =>
    new TemplateRun(named.defines, (name, dot) => {
      missing.add(name)
      return conventional(name, dot)
    })
  const root = rootOf(chart, values, release)
  for (const { path, text } of chart.templates) {
    if (/(?:^|\/)(?:_[^/]*|NOTES\.txt|tests\/[^/]*)$|\.tpl$/.test(path)) continue
    const parsed = named.parsed.get(path)
    if (!parsed) {
      out.problems.push({
        where: path,
        message: `Helm template not read: ${named.broken.get(path) ?? 'unknown'}.`,
      })
      continue
    }
    try {
      out.templates.push({
        path,
        source: text,
        ...run().render(parsed.body, {
          ...root,
          Template: { Name: path, BasePath: `${chart.folder}/templates` },
        }),
      })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      out.problems.push({
        where: path,
        message: `Helm template not rendered: ${message}. What it would declare is taken from the chart's values, as far as they tell.`,
      })
    }
  }
  if (missing.size > 0)
    out.problems.push({
      where: `${chart.folder || '.'}/Chart.yaml`,
      message: `Named templates of a library that is not in the tree were taken by their names: ${[...missing].sort().slice(0, 8).join(', ')}.`,
    })
  if (depth < DEEPEST)
    for (const sub of chart.subcharts) {
      const name = aliasOf(chart, sub)
      if (!enabled(chart, name, values)) continue
      const own = mergedOver(recordOf(at(values, name)), { global: at(values, 'global') ?? {} })
      const inner = renderChart({ ...sub, chart: { ...sub.chart, name } }, own, depth + 1, release, named)
      out.templates.push(...inner.templates)
      out.problems.push(...inner.problems)
    }
  return out
}

export const nameOf = (chart: Chart): string =>
  textOf(at(chart.chart, 'name')) ?? (chart.folder.slice(chart.folder.lastIndexOf('/') + 1) || 'chart')

const aliasOf = (parent: Chart, sub: Chart): string => {
  const dependency = listOf(at(parent.chart, 'dependencies')).find((one) => at(one, 'name') === nameOf(sub))
  return textOf(at(dependency, 'alias')) ?? nameOf(sub)
}

/** Whether a dependency is switched on by its condition or, without one, at all. */
export function enabled(parent: Chart, name: string, values: Plain): boolean {
  const dependency = listOf(at(parent.chart, 'dependencies')).find(
    (one) => at(one, 'name') === name || at(one, 'alias') === name,
  )
  const conditions = textOf(at(dependency, 'condition'))?.split(',') ?? []
  for (const condition of conditions) {
    const said = at(values, ...condition.trim().split('.'))
    if (typeof said === 'boolean') return said
  }
  return true
}

function rootOf(chart: Chart, values: PlainRecord, release: string): PlainRecord {
  const capital = Object.fromEntries(
    Object.entries(chart.chart).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  )
  return {
    Values: values,
    Chart: { Version: '0.0.0', AppVersion: '', ...capital, Name: nameOf(chart) },
    Release: {
      Name: release,
      Namespace: 'default',
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1,
    },
    Capabilities: {
      KubeVersion: { Version: 'v1.31.0', GitVersion: 'v1.31.0', Major: '1', Minor: '31' },
      APIVersions: {},
      HelmVersion: { Version: 'v3.15.0' },
    },
    Files: {},
    Subcharts: {},
  }
}

interface Named {
  parsed: Map<string, Template>
  broken: Map<string, string>
  defines: Map<string, TemplateNode[]>
}

/** Every template of the chart and of those inside it, parsed once; named templates are shared by all of them, as Helm does. */
function namedTemplates(
  chart: Chart,
  into: Named = { parsed: new Map(), broken: new Map(), defines: new Map() },
  depth = 0,
): Named {
  for (const { path, text } of chart.templates) {
    try {
      const parsed = parseTemplate(text)
      into.parsed.set(path, parsed)
      // A template can be included by its own path, to hash it: `include (print $.Template.BasePath "/configmap.yaml") .`
      into.defines.set(path, parsed.body)
      for (const [name, nodes] of parsed.defines) if (!into.defines.has(name)) into.defines.set(name, nodes)
    } catch (error) {
      into.broken.set(path, error instanceof Error ? error.message : String(error))
    }
  }
  if (depth < DEEPEST) for (const sub of chart.subcharts) namedTemplates(sub, into, depth + 1)
  return into
}

/** What a named template of an absent library most likely says, by the way such templates are named. */
function conventional(name: string, dot: Plain): string {
  const context = isRecord(at(dot, 'context'))
    ? at(dot, 'context')
    : isRecord(at(dot, 'root'))
      ? at(dot, 'root')
      : dot
  const chart = textOf(at(context, 'Chart', 'Name')) ?? 'chart'
  const release = textOf(at(context, 'Release', 'Name')) ?? chart
  const fullname =
    textOf(at(context, 'Values', 'fullnameOverride')) ??
    (release.includes(chart) ? release : `${release}-${chart}`)
  if (/capabilities\.[a-z]+\.apiVersion$/i.test(name))
    return API_VERSIONS.get(/\.([a-z]+)\.apiVersion$/i.exec(name)?.[1]?.toLowerCase() ?? '') ?? 'v1'
  if (/image$/i.test(name))
    return imageOf(at(dot, 'imageRoot') ?? at(dot, 'image') ?? at(context, 'Values', 'image'))
  if (/fullname$|serviceAccountName$/i.test(name)) return fullname
  if (/labels/i.test(name)) return `app.kubernetes.io/name: ${chart}\napp.kubernetes.io/instance: ${release}`
  if (/namespace$/i.test(name)) return 'default'
  if (/\.name$/i.test(name)) return textOf(at(context, 'Values', 'nameOverride')) ?? chart
  if (/tplvalues/i.test(name)) {
    const value = at(dot, 'value')
    return typeof value === 'string' ? value : truthy(value) ? shown(FUNCTIONS.get('toYaml')?.(value)) : ''
  }
  return ''
}

const API_VERSIONS = new Map([
  ['deployment', 'apps/v1'],
  ['statefulset', 'apps/v1'],
  ['daemonset', 'apps/v1'],
  ['ingress', 'networking.k8s.io/v1'],
  ['networkpolicy', 'networking.k8s.io/v1'],
  ['rbac', 'rbac.authorization.k8s.io/v1'],
  ['cronjob', 'batch/v1'],
  ['job', 'batch/v1'],
])

/** An image out of the parts that values keep it in. */
export function imageOf(image: Plain): string {
  if (typeof image === 'string') return image
  const registry = textOf(at(image, 'registry'))
  const repository = textOf(at(image, 'repository')) ?? textOf(at(image, 'name'))
  if (!repository) return ''
  const tag = textOf(at(image, 'tag'))
  const digest = textOf(at(image, 'digest'))
  return `${registry ? `${registry}/` : ''}${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`
}
