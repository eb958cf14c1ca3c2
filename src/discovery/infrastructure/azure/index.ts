import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import { describe } from '../describe-declared.ts'
import { resolvePath } from '../terraform/sources.ts'
import type { AzureTemplate } from './contract.ts'
import { readArm } from './read-arm.ts'
import { readBicep } from './read-bicep.ts'
import { type AzureWorld, TemplateInstance } from './template-instance.ts'

/** Azure's templates: ARM in JSON, and Bicep with the modules that lie beside it. */
export const azureTemplates: Unit<AzureTemplate> = {
  id: 'azure-templates',
  version: 1,
  wants: (path) => /\.(?:bicep|json)$/i.test(path) && isOwnCode(path),
  mentions: /deploymentTemplate\.json|^\s*(?:resource|module|targetScope|param|var|output)\b/im,
  read(file) {
    if (file.path.toLowerCase().endsWith('.bicep')) return [readBicep(file.text)]
    const template = /deploymentTemplate\.json/i.test(file.text) ? readArm(file.text) : undefined
    return template ? [template] : []
  },
  join(files) {
    const templates = new Map(files.flatMap(({ path, facts }) => facts.map((one) => [path, one] as const)))
    const world: AzureWorld = { templates, budget: { left: 2_000_000 }, instances: { left: 300 } }
    const used = new Set<string>()
    for (const [path, { modules }] of templates)
      for (const { source } of modules) {
        const found = resolvePath(path.slice(0, Math.max(0, path.lastIndexOf('/'))), source)
        if (found !== undefined && found !== path) used.add(found)
      }
    // What Bicep was compiled to says the same twice.
    const roots = [...templates.keys()].filter(
      (path) =>
        !used.has(path) && !(path.endsWith('.json') && templates.has(path.replace(/\.json$/, '.bicep'))),
    )
    const declared = roots.flatMap((path) => new TemplateInstance(path, world, () => undefined).declared())
    const problems = [...templates].flatMap(([path, { unread }]) =>
      unread.length === 0
        ? []
        : [
            {
              where: `${path}:${unread[0]}`,
              message: `azure-templates could not read ${unread.length} statements of this file. What they declare is missing from the result.`,
            },
          ],
    )
    return { ...describe(declared, 'Azure'), problems }
  },
}
