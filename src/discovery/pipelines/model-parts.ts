import type { Job, PipelineModel, Step, System, Use, UseKind, Variable } from './contract.ts'
import type { YamlValue } from './yaml/yaml-value.ts'
import { pairsOf, textOf } from './yaml/yaml-value.ts'

/** A model with nothing in it yet. */
export const emptyModel = (system: System, name: string): PipelineModel => ({
  system,
  line: 1,
  name,
  part: false,
  triggers: [],
  env: [],
  defaults: [],
  uses: [],
  jobs: [],
  freeInputs: [],
  unread: [],
})

export const emptyJob = (name: string, line: number): Job => ({
  name,
  line,
  runners: [],
  selfHosted: false,
  images: [],
  manual: false,
  env: [],
  matrix: [],
  steps: [],
})

/** A step that runs the text of a YAML scalar. */
export const scriptStep = (value: YamlValue | undefined, more: Partial<Step> = {}): Step[] =>
  value && textOf(value) !== undefined
    ? [
        {
          line: value.line,
          endLine: value.endLine,
          env: [],
          script: value.source ?? { line: value.line, text: value.text },
          ...more,
        },
      ]
    : []

/** Something used, as `name@ref` at a YAML value. */
export const usedAt = (
  kind: UseKind,
  value: YamlValue,
  name: string,
  ref: string,
  more: Partial<Use> = {},
): Use => ({
  kind,
  name,
  ref,
  line: value.line,
  endLine: value.endLine,
  with: [],
  ...more,
})

/** An image's name and what follows: the digest, else the tag, else ''. A registry's port is no tag. */
export function imageParts(reference: string): { name: string; ref: string } {
  const digest = reference.indexOf('@sha256:')
  if (digest >= 0) return { name: withoutTag(reference.slice(0, digest)), ref: reference.slice(digest + 1) }
  const name = withoutTag(reference)
  return { name, ref: reference.slice(name.length + 1) }
}

/** An image's reference without tag and digest; colons inside of `${…}` are no tag. */
export function withoutTag(reference: string): string {
  const flat = reference.replace(/\$\{\{?[^}]*\}\}?/g, (whole) => '\0'.repeat(whole.length))
  const digest = flat.indexOf('@')
  const end = digest < 0 ? flat.length : digest
  const colon = flat.lastIndexOf(':', end)
  return reference.slice(0, colon > flat.lastIndexOf('/', end) ? colon : end)
}

/** An image at a YAML value. */
export const imageAt = (value: YamlValue, reference = value.text): Use[] => {
  const { name, ref } = imageParts(reference.trim())
  return name ? [usedAt('image', value, name, ref)] : []
}

/** Scalars of a map as variables. */
export const variablesOf = (value: YamlValue | undefined): Variable[] => pairsOf(value)
