import type { Value } from '../../../formats/infrastructure/cloud-types/value.ts'
import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import { describe } from '../describe-declared.ts'
import type { Template } from './contract.ts'
import { type Others, TemplateValues } from './evaluate-template.ts'
import { readPlaced, templateOf } from './read-template.ts'
import { serverlessEndpoints } from './serverless-endpoints.ts'

/** CloudFormation in YAML and JSON, with the Serverless Application Model and what the CDK synthesises. */
export const cloudformation: Unit<Template> = {
  id: 'cloudformation',
  version: 1,
  wants: (path) =>
    /\.(?:ya?ml|json|template|cfn)$/i.test(path) && (isOwnCode(path) || path.includes('cdk.out/')),
  mentions: /AWS::[A-Za-z0-9]{2,40}::/,
  read(file) {
    const template = templateOf(readPlaced(file.text))
    return template ? [template] : []
  },
  join(files) {
    const all = new Map<string, TemplateValues>()
    const others: Others = {
      exported: exportsOf(all),
      output: (file, location, output) => all.get(beside(file, location))?.output(output),
    }
    for (const { path, facts } of files)
      for (const template of facts) all.set(path, new TemplateValues(template, path, others))
    const said = describe(
      [...all.values()].flatMap((one) => one.declared()),
      'CloudFormation',
    )
    const endpoints = files.flatMap(({ path, facts }) =>
      facts.flatMap((one) => serverlessEndpoints(one, path)),
    )
    return { ...said, endpoints: [...said.endpoints, ...endpoints] }
  },
}

/** Looks exports up in all templates, by name. A template that is asked while it says its own exports answers nothing: a circle. */
function exportsOf(all: ReadonlyMap<string, TemplateValues>): (name: string) => Value | undefined {
  const known = new Map<TemplateValues, Map<string, Value>>()
  return (name) => {
    for (const one of all.values()) {
      if (!known.has(one)) {
        known.set(one, new Map())
        known.set(one, new Map(one.exports()))
      }
      const value = known.get(one)?.get(name)
      if (value !== undefined) return value
    }
    return undefined
  }
}

const beside = (file: string, location: string): string => {
  const parts = file.split('/').slice(0, -1)
  for (const part of location.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}
