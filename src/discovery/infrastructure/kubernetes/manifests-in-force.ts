import { storeOfImage } from '../../../formats/infrastructure/images/stores.ts'
import type { Manifest } from '../../../formats/infrastructure/kubernetes/manifest.ts'
import { at, listOf, type Plain, type PlainRecord, textOf } from '../../../formats/infrastructure/plain.ts'
import type { DiscoveryProblem, FileFacts, Infrastructure } from '../../contract.ts'
import { folderOf } from '../../source/folder-of.ts'
import { fromRelease, fromValues } from '../helm/from-values.ts'
import { releasesOf } from '../helm/releases.ts'
import { type Chart, enabled, nameOf, type RenderedTemplate, renderChart } from '../helm/render-chart.ts'
import { type Built, buildKustomization } from '../kustomize/build-kustomization.ts'
import type { ClusterFact } from './facts.ts'
import { readObjects } from './read-objects.ts'

export interface InForce {
  manifests: Manifest[]
  problems: DiscoveryProblem[]
  /** Things that charts bring along without a manifest in the tree: stores of dependencies. */
  items: Infrastructure[]
}

/**
 * The objects that the tree would put into a cluster: plain manifests as they are, charts rendered, kustomizations built. What an overlay
 * or a chart takes in is not counted on its own as well.
 */
export function manifestsInForce(files: readonly FileFacts<ClusterFact>[]): InForce {
  const result: InForce = { manifests: [], problems: [], items: [] }
  const byPath = new Map(files.map(({ path, facts }) => [path, facts]))
  const kustomizations = new Map<string, PlainRecord>()
  for (const { path, facts } of files)
    for (const fact of facts) {
      if (fact.fact === 'kustomization') kustomizations.set(folderOf(path), fact.kustomization)
      if (fact.fact === 'flaw')
        result.problems.push({
          where: `${path}:${fact.line}`,
          message: `Not read as a Kubernetes manifest: ${fact.message}`,
        })
    }

  const charts = chartsIn(files)
  const inCharts = new Set<string>()
  for (const chart of charts.all) for (const { path } of chart.templates) inCharts.add(path)
  for (const chart of charts.roots) addChart(chart, result)

  const objects = (path: string): Built[] =>
    (byPath.get(path) ?? []).flatMap((fact) => {
      if (fact.fact === 'object')
        return [{ object: fact.object, file: path, line: fact.line, lines: new Map(fact.lines) }]
      return fact.fact === 'template' && !inCharts.has(path) ? plainTemplate(path, fact.text) : []
    })
  const operations = (path: string): PlainRecord[] =>
    (byPath.get(path) ?? []).flatMap((fact) => (fact.fact === 'patch' ? fact.operations : []))

  const used = new Set<string>()
  const builds = [...kustomizations].flatMap(([folder, own]) => {
    if (own.kind === 'Component') return []
    const build = buildKustomization(folder, { kustomizations, objects, operations })
    for (const one of build.used) if (one !== folder) used.add(one)
    return [{ folder, ...build }]
  })
  for (const { folder, built, problems } of builds) {
    if (used.has(folder)) continue
    result.problems.push(...problems)
    for (const one of built)
      result.manifests.push({
        ...one,
        set: `overlay ${folder}`,
        confidence: 0.95,
        origin: { overlay: folder || '.' },
      })
  }
  // What only a component or a patch of an unused kustomization holds is optional; what nobody names is a manifest of its own.
  const optional = [...kustomizations].filter(([, own]) => own.kind === 'Component').map(([folder]) => folder)
  for (const { path } of files) {
    if (used.has(path) || optional.includes(folderOf(path))) continue
    for (const one of objects(path))
      if (!isPartial(one.object) && !(kustomizations.has(folderOf(path)) && isPatchOf(one, result.manifests)))
        result.manifests.push({ ...one, set: `folder ${folderOf(path)}`, confidence: 1, origin: {} })
  }
  for (const one of [...result.manifests])
    for (const release of releasesOf(one.object)) result.manifests.push(...fromRelease(release, one))
  // What is written down comes before what was rendered: it is the place that an item points to.
  result.manifests.sort((a, b) => b.confidence - a.confidence)
  return result
}

/** Groups of API of tools whose files only look like objects of a cluster. */
const LOCAL_KINDS =
  /^(?:skaffold|kustomize\.config|kind\.x-k8s|k3d|backstage|ctlptl|tilt|eksctl|kubeadm|apiserver|audit|kubelet|client\.authentication|config\.istio|install\.istio)/

const isPartial = (object: PlainRecord): boolean =>
  LOCAL_KINDS.test(textOf(object.apiVersion) ?? '') || textOf(at(object, 'metadata', 'name')) === undefined

const isPatchOf = (one: Built, known: readonly Manifest[]): boolean =>
  known.some(
    ({ object }) =>
      object.kind === one.object.kind &&
      at(object, 'metadata', 'name') === at(one.object, 'metadata', 'name'),
  )

/** A file in a folder `templates` without a chart around: a manifest, as long as nothing in it has to be filled in. */
function plainTemplate(path: string, text: string): Built[] {
  if (text.includes('{{')) return []
  return readObjects(text).flatMap((fact) =>
    fact.fact === 'object'
      ? [{ object: fact.object, file: path, line: fact.line, lines: new Map(fact.lines) }]
      : [],
  )
}

function chartsIn(files: readonly FileFacts<ClusterFact>[]): { all: Chart[]; roots: Chart[] } {
  const byFolder = new Map<string, Chart>()
  for (const { path, facts } of files)
    for (const fact of facts)
      if (fact.fact === 'chart' && /(?:^|\/)Chart\.ya?ml$/.test(path))
        byFolder.set(folderOf(path), {
          folder: folderOf(path),
          chart: fact.chart,
          values: {},
          templates: [],
          subcharts: [],
        })
  for (const { path, facts } of files)
    for (const fact of facts) {
      const folder = folderOf(path)
      const chart = byFolder.get(folder)
      if (fact.fact === 'values' && chart) chart.values = fact.values
      if (fact.fact === 'chart' && chart && /requirements\.ya?ml$/.test(path))
        chart.chart = { ...chart.chart, dependencies: fact.chart.dependencies }
      if (fact.fact === 'template') chartAbove(path, byFolder)?.templates.push({ path, text: fact.text })
    }
  const all = [...byFolder.values()]
  const inside = new Set<Chart>()
  for (const chart of all) {
    const dependencies = listOf(at(chart.chart, 'dependencies'))
    for (const other of all) {
      const below = other.folder.startsWith(chart.folder === '' ? 'charts/' : `${chart.folder}/charts/`)
      const direct =
        below && !other.folder.slice(chart.folder.length + (chart.folder === '' ? 7 : 8)).includes('/charts/')
      const named = dependencies.some((one) => {
        const repository = textOf(at(one, 'repository')) ?? ''
        return (
          repository.startsWith('file://') &&
          resolvedBelow(chart.folder, repository.slice(7)) === other.folder
        )
      })
      if (other !== chart && (direct || named)) {
        chart.subcharts.push(other)
        inside.add(other)
      }
    }
  }
  // A library chart is only there for others; a chart that others take in still stands for itself where it lies outside of them.
  const roots = all.filter((one) => !inside.has(one) && textOf(at(one.chart, 'type')) !== 'library')
  return { all, roots }
}

function chartAbove(path: string, charts: ReadonlyMap<string, Chart>): Chart | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = charts.get(folder)
    if (found) return found
    if (folder === '') return undefined
  }
}

function addChart(chart: Chart, result: InForce): void {
  const rendered = renderChart(chart)
  result.problems.push(...rendered.problems)
  const name = nameOf(chart)
  const origin = { chart: chart.folder || '.' }
  const set = `chart ${chart.folder}`
  let objects = 0
  for (const template of rendered.templates)
    for (const fact of readObjects(template.text)) {
      if (fact.fact === 'flaw') {
        result.problems.push({
          where: template.path,
          message: `What this Helm template renders to is not YAML: ${fact.message}`,
        })
        continue
      }
      if (fact.fact !== 'object' || isHook(fact.object)) continue
      objects++
      const lineOf = sourceLines(template)
      result.manifests.push({
        object: fact.object,
        file: template.path,
        line: lineOf(fact.line),
        lines: new Map(fact.lines.map(([text, line]) => [text, lineOf(line)])),
        set,
        confidence: 0.9,
        origin,
      })
    }
  if (objects === 0 || rendered.problems.some((one) => one.message.startsWith('Helm template not')))
    result.manifests.push(
      ...fromValues(
        name,
        rendered.values,
        `${chart.folder ? `${chart.folder}/` : ''}values.yaml`,
        set,
        origin,
      ),
    )
  for (const dependency of listOf(at(chart.chart, 'dependencies')))
    addStore(chart, dependency, rendered.values, result)
}

const isHook = (object: PlainRecord): boolean => {
  const hook = textOf(at(object, 'metadata', 'annotations', 'helm.sh/hook')) ?? ''
  return hook.startsWith('test')
}

/** A dependency that is a known store and whose chart is not in the tree. */
function addStore(chart: Chart, dependency: Plain, values: PlainRecord, result: InForce): void {
  const name = textOf(at(dependency, 'name'))
  const store = name && storeOfImage(name)
  const alias = textOf(at(dependency, 'alias')) ?? name
  if (
    !name ||
    !store ||
    !alias ||
    !enabled(chart, alias, values) ||
    chart.subcharts.some((one) => nameOf(one) === name)
  )
    return
  result.items.push({
    kind: store.kind,
    name: `chart/${nameOf(chart)}/${alias}`,
    type: 'HelmDependency',
    provider: 'kubernetes',
    file: `${chart.folder ? `${chart.folder}/` : ''}Chart.yaml`,
    line: 1,
    attributes: { engine: store.engine, chart: name },
  })
}

/** Lines of the template for lines of what it rendered to. */
function sourceLines({ text, marks, source }: RenderedTemplate): (line: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineIn = (of: string, offset: number) => of.slice(0, offset).split('\n').length
  return (line) => {
    // The end of the line is looked up, for what stands first in it may be the tail of the action before.
    const begin = starts[line - 1] ?? 0
    const end = Math.max(begin, (starts[line] ?? text.length + 1) - 2)
    const mark = marks.findLast(([offset]) => offset <= end)
    if (!mark) return 1
    const inside = text.slice(mark[0], begin).split('\n').length - 1
    return lineIn(source, mark[1]) + (begin > mark[0] ? inside : 0)
  }
}

function resolvedBelow(folder: string, entry: string): string {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of entry.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
