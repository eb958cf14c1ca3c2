import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step, Use, Variable } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, scriptStep, usedAt, variablesOf } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, namesOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

/**
 * A CircleCI configuration: orbs, executors, commands, jobs, workflows.
 * Source: https://circleci.com/docs/reference/configuration-reference/
 */
export function readCircleci(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  if (root?.kind !== 'map' || !(at(root, 'jobs') || at(root, 'workflows') || at(root, 'orbs'))) return []
  const model = emptyModel('circleci', file.path)
  model.line = root.entries[0]?.line ?? 1
  model.env = parametersOf(at(root, 'parameters'))
  model.freeInputs = (at(root, 'parameters')?.entries ?? []).flatMap(({ key, value }) =>
    textOf(at(value, 'type')) === 'string' ? [key] : [],
  )
  model.uses = (at(root, 'orbs')?.entries ?? []).flatMap(({ value }) => orbOf(value))
  const executors = at(root, 'executors')
  model.jobs = [
    ...(executors?.entries ?? []).map(({ key, line, value }) => ({
      ...emptyJob(`executor ${key}`, line),
      images: imagesOf(value),
    })),
    ...(at(root, 'commands')?.entries ?? []).map(({ key, line, value }) => ({
      ...emptyJob(`command ${key}`, line),
      env: parametersOf(at(value, 'parameters')),
      steps: stepsOf(value),
    })),
    ...(at(root, 'jobs')?.entries ?? []).map(({ key, line, value }) => readJob(key, line, value)),
  ]
  markApprovals(model, at(root, 'workflows'))
  return [model]
}

/** Names with the default value of each. */
const parametersOf = (value: YamlValue | undefined): Variable[] =>
  (value?.entries ?? []).flatMap(({ key, line, value: one }) => {
    const text = textOf(at(one, 'default'))
    return text === undefined ? [] : [{ name: key, value: text, line }]
  })

function orbOf(value: YamlValue): Use[] {
  if (value.kind !== 'text') return []
  const sign = value.text.lastIndexOf('@')
  const ref = sign < 0 ? '' : value.text.slice(sign + 1)
  // A published version of an orb never changes; shorter ones move. https://circleci.com/docs/orbs/use/orb-concepts/
  return [
    usedAt('orb', value, sign < 0 ? value.text : value.text.slice(0, sign), ref, {
      pinned: /^\d+\.\d+\.\d+$/.test(ref),
    }),
  ]
}

const imagesOf = (value: YamlValue | undefined): Use[] =>
  listOf(at(value, 'docker')).flatMap((one) => {
    const image = at(one, 'image')
    return image?.kind === 'text' ? imageAt(image) : []
  })

function readJob(name: string, line: number, value: YamlValue): Job {
  const job = emptyJob(name, line)
  job.images = imagesOf(value)
  job.env = [...parametersOf(at(value, 'parameters')), ...variablesOf(at(value, 'environment'))]
  const resource = textOf(at(value, 'resource_class')) ?? ''
  job.runners = [resource, ...namesOf(at(value, 'executor'))].filter(Boolean)
  // Classes with a namespace are those of runners of one's own.
  job.selfHosted = /^[\w-]+\/[\w-]+$/.test(resource)
  job.steps = stepsOf(value)
  return job
}

const stepsOf = (value: YamlValue | undefined, depth = 0): Step[] =>
  depth > 10
    ? []
    : listOf(at(value, 'steps')).flatMap((step) =>
        step.entries.flatMap(({ key, value: one }) => {
          if (key === 'when' || key === 'unless') return stepsOf(one, depth + 1)
          if (key !== 'run')
            return [
              {
                line: step.line,
                endLine: step.endLine,
                name: key,
                env: [],
                use: usedAt('task', step, key, '', { pinned: true, with: variablesOf(one) }),
              },
            ]
          const common = {
            name: textOf(at(one, 'name')),
            env: variablesOf(at(one, 'environment')),
            folder: folderOf(textOf(at(one, 'working_directory'))),
          }
          return scriptStep(one.kind === 'map' ? at(one, 'command') : one, common)
        }),
      )

const folderOf = (text: string | undefined): string | undefined =>
  text && !/[~$<]/.test(text) ? text : undefined

/** A job that waits for an approval, directly or through others, is started by a person. */
function markApprovals(model: PipelineModel, workflows: YamlValue | undefined): void {
  const triggers = new Set<string>(['push'])
  for (const { value } of workflows?.entries ?? []) {
    if (at(value, 'triggers')) triggers.add('schedule')
    const approved = new Set<string>()
    const jobs = listOf(at(value, 'jobs')).flatMap((one) => one.entries)
    for (const { key, value: job } of jobs) {
      if (at(job, 'filters', 'tags')) triggers.add('tag')
      if (textOf(at(job, 'type')) === 'approval') approved.add(key).add(textOf(at(job, 'name')) ?? key)
      else if (namesOf(at(job, 'requires')).some((name) => approved.has(name))) {
        approved.add(key).add(textOf(at(job, 'name')) ?? key)
        for (const known of model.jobs) if (known.name === key) known.manual = true
      }
    }
  }
  model.triggers = [...triggers]
}
