import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step } from '../contract.ts'
import { emptyJob, emptyModel, imageAt, imageParts, scriptStep } from '../model-parts.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { at, listOf, textOf, type YamlValue } from '../yaml/yaml-value.ts'

/**
 * A configuration of Google Cloud Build: steps that each run one image.
 * Source: https://cloud.google.com/build/docs/build-config-file-schema
 */
export function readCloudBuild(file: SourceFile): PipelineModel[] {
  const [root] = readYaml(file.text)
  const steps = listOf(at(root, 'steps'))
  if (!root || !steps.some((one) => textOf(at(one, 'name')))) return []
  const model = emptyModel('cloud-build', file.path)
  model.line = root.entries[0]?.line ?? 1
  model.env = (at(root, 'substitutions')?.entries ?? []).flatMap(({ key, line, value }) =>
    value.kind === 'text' ? [{ name: key, value: value.text, line }] : [],
  )
  const job: Job = emptyJob('build', model.line)
  job.images = steps.flatMap((one) => {
    const name = at(one, 'name')
    return name?.kind === 'text' ? imageAt(name) : []
  })
  job.env = environment(at(root, 'options', 'env'))
  // What the build itself pushes once all steps are done.
  const pushed = listOf(at(root, 'images')).flatMap((one) =>
    scriptStep(asScript(one, `docker push ${one.text}`)),
  )
  job.steps = [...steps.flatMap(readStep), ...pushed]
  model.jobs = [job]
  return [model]
}

function readStep(value: YamlValue): Step[] {
  const more = {
    name: textOf(at(value, 'id')),
    folder: textOf(at(value, 'dir')),
    env: environment(at(value, 'env')),
  }
  const script = at(value, 'script')
  if (script?.kind === 'text') return scriptStep(script, more)
  const args = listOf(at(value, 'args'))
  const entry = textOf(at(value, 'entrypoint'))
  const shell = /(?:^|\/)(?:ba|da|z)?sh$/.test(entry ?? '')
  const text = shell ? args.find((one) => one.kind === 'text' && !one.text.startsWith('-')) : undefined
  if (text) return scriptStep(text, more)
  const first = args[0]
  const words = args.map((one) => one.text)
  const command = entry ?? commandOf(textOf(at(value, 'name')) ?? '')
  const line = [...(command && command !== words[0] ? [command] : []), ...words].join(' ')
  return scriptStep(asScript(first ?? value, line), more)
}

/** Images of the builders are called like the command that they run: `gcr.io/cloud-builders/docker`. */
const commandOf = (image: string): string => imageParts(image).name.split('/').at(-1) ?? ''

const asScript = (value: YamlValue, text: string): YamlValue => ({
  ...value,
  kind: 'text',
  text,
  source: { line: value.line, text },
})

const environment = (value: YamlValue | undefined): { name: string; value: string; line: number }[] =>
  listOf(value).flatMap((one) => {
    const equals = one.text.indexOf('=')
    return equals > 0
      ? [{ name: one.text.slice(0, equals), value: one.text.slice(equals + 1), line: one.line }]
      : []
  })
