import { isOwnDescription } from '../api-descriptions/index.ts'
import type { DataField, Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import { classifyFields } from './classify/classify-fields.ts'
import { SOURCES } from './sources.ts'

const DESCRIPTION = /\.(?:json|ya?ml|proto|graphqls?|gql)$/i

// Scripts that a bundler made, as far as their name tells.
const BUILT = /(?:^|\/)\.yarn\/|[-.](?:bundle|chunk|min)\.[cm]?js$/

/** Fields that hold sensitive data, in whatever declares them: models, tables, migrations, messages, API schemas, types. */
export const dataFields: Unit<Omit<DataField, 'file'>> = {
  id: 'data-fields',
  version: 3,
  wants: (path) =>
    SOURCES.some((source) => source.wants(path)) &&
    !BUILT.test(path) &&
    (DESCRIPTION.test(path) ? isOwnDescription(path) : isOwnCode(path)),
  read(file) {
    const raw = SOURCES.flatMap((source) =>
      source.wants(file.path) && source.mentions?.test(file.text) !== false ? source.read(file) : [],
    )
    return classifyFields(raw).map(({ note: _, ...field }) => field)
  },
  join(files) {
    const fields = new Map<string, DataField>()
    for (const { path, facts } of files)
      for (const fact of facts) {
        // A schema and the migrations that led to it say the same of a table; so do a table's later changes.
        const folder = path
          .slice(0, Math.max(0, path.lastIndexOf('/')))
          .replace(/\/[^/]*(?:migrat|versions)[^/]*$/i, '')
        const id = [folder, fact.source, fact.model, fact.name].join('\0')
        if (!fields.has(id)) fields.set(id, { ...fact, file: path })
      }
    return { fields: [...fields.values()] }
  },
}
