import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, imageParts, scriptStep, usedAt, variablesOf } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, namesOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

/**
 * Pipelines of Drone, one a document, and of Woodpecker, which forked it: steps that each run one image, plugins with settings.
 * Sources: https://docs.drone.io/pipeline/docker/overview/ and https://woodpecker-ci.org/docs/usage/workflow-syntax
 */
export function readDrone(file: SourceFile): PipelineModel[] {
  return readYaml(file.text).flatMap((root): PipelineModel[] => {
    const steps = named(at(root, 'steps') ?? at(root, 'pipeline'))
    if (steps.length === 0) return []
    const model = emptyModel('drone', textOf(at(root, 'name')) ?? file.path)
    model.line = root.entries[0]?.line ?? root.line
    model.triggers = [
      ...namesOf(at(root, 'trigger', 'event')),
      ...[root, ...listOf(at(root, 'when'))].flatMap((one) => namesOf(at(one, 'event'))),
    ]
    const services = named(at(root, 'services')).flatMap(({ value }) => imageOf(value, true))
    model.jobs = [
      { ...emptyJob(model.name, model.line), images: services },
      ...steps.map(({ name, value }) => readStep(name, value)),
    ]
    return [model]
  })
}

/** Steps and services: a list whose items have a name, or a map by name. */
const named = (value: YamlValue | undefined): { name: string; value: YamlValue }[] =>
  value?.kind === 'map'
    ? value.entries.map(({ key, value: one }) => ({ name: key, value: one }))
    : listOf(value).map((one) => ({ name: textOf(at(one, 'name')) ?? '', value: one }))

const imageOf = (value: YamlValue, service = false): Job['images'] => {
  const image = at(value, 'image')
  return image?.kind === 'text' ? imageAt(image).map((use) => (service ? { ...use, service } : use)) : []
}

function readStep(name: string, value: YamlValue): Job {
  const job = emptyJob(name, value.line)
  job.env = variablesOf(at(value, 'environment'))
  job.condition = namesOf(at(value, 'when', 'event')).join(', ') || undefined
  const commands = listOf(at(value, 'commands')).flatMap((one) => scriptStep(one))
  const image = at(value, 'image')
  if (commands.length > 0 || image?.kind !== 'text') {
    job.images = imageOf(value)
    job.steps = commands
    return job
  }
  const { name: plugin, ref } = imageParts(image.text)
  const use = usedAt('pipe', image, plugin, ref, {
    with: variablesOf(at(value, 'settings')),
    endLine: value.endLine,
  })
  const step: Step = { line: value.line, endLine: value.endLine, env: [], use }
  job.steps = [step, ...pushed(plugin, value)]
  return job
}

/** What the plugins for images push: `settings: { repo: acme/web }`. */
function pushed(plugin: string, value: YamlValue): Step[] {
  const repo = at(value, 'settings', 'repo')
  if (repo?.kind !== 'text' || !/docker|buildx|kaniko|ecr|gcr|acr/.test(plugin)) return []
  const text = `docker build -t ${repo.text} ${textOf(at(value, 'settings', 'context')) ?? '.'} && docker push ${repo.text}`
  return scriptStep({ ...repo, source: { line: repo.line, text } })
}
