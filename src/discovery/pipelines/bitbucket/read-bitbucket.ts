import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, imageParts, scriptStep, usedAt, variablesOf } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, namesOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

/**
 * A `bitbucket-pipelines.yml`: steps in branches, parallel groups, stages and definitions.
 * Source: https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/
 */
export function readBitbucket(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  const pipelines = at(root, 'pipelines')
  if (!root || !pipelines) return []
  const model = emptyModel('bitbucket', file.path)
  model.line = root.entries[0]?.line ?? 1
  model.triggers = pipelines.entries.flatMap(({ key, value }) =>
    key === 'branches' || key === 'custom' || value.kind !== 'map' ? [key] : [key],
  )
  const seen = new Set<number>()
  const top = emptyJob('default', root.line)
  top.images = [at(root, 'image'), ...servicesOf(root)].flatMap(imageOf)
  model.jobs = [top]
  walk(pipelines, 'pipelines', 0)
  return [model]

  function walk(value: YamlValue, name: string, depth: number): void {
    if (depth > 20) return
    for (const item of value.items) walk(item, name, depth + 1)
    for (const { key, value: one } of value.entries) {
      if (key !== 'step')
        walk(one, key === 'stage' || key === 'parallel' || key === 'steps' ? name : key, depth + 1)
      // An anchor's step is written once and used by many branches.
      else if (!seen.has(one.line)) {
        seen.add(one.line)
        model.jobs.push(readStep(one, name))
      }
    }
  }
}

const servicesOf = (root: YamlValue): (YamlValue | undefined)[] =>
  (at(root, 'definitions', 'services')?.entries ?? []).map(({ value }) => at(value, 'image'))

const imageOf = (value: YamlValue | undefined) => {
  const name = value?.kind === 'map' ? at(value, 'name') : value
  return name?.kind === 'text' ? imageAt(name) : []
}

function readStep(value: YamlValue, branch: string): Job {
  const job = emptyJob(textOf(at(value, 'name')) ?? branch, value.line)
  job.images = imageOf(at(value, 'image'))
  job.environment = textOf(at(value, 'deployment'))
  job.manual = textOf(at(value, 'trigger')) === 'manual'
  job.runners = namesOf(at(value, 'runs-on'))
  job.selfHosted = job.runners.includes('self.hosted')
  job.condition = branch
  job.steps = ['script', 'after-script'].flatMap((key) => listOf(at(value, key)).flatMap(scriptOrPipe))
  return job
}

function scriptOrPipe(value: YamlValue): Step[] {
  const pipe = at(value, 'pipe')
  if (pipe?.kind !== 'text') return scriptStep(value)
  const { name, ref } = imageParts(pipe.text.replace(/^docker:\/\//, ''))
  const use = usedAt('pipe', pipe, name, ref, {
    with: variablesOf(at(value, 'variables')),
    endLine: value.endLine,
  })
  return [{ line: value.line, endLine: value.endLine, env: [], use }]
}
