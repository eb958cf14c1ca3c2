import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'

const TABLE = /^\s*(?:create_table|change_table|create_join_table)[ (]+[:"']([\w.]+)/
const COLUMN = /^\s*(?:t|table)\.(\w+)[ (]+[:"'](\w+)["']?/
const ADD =
  /^\s*(?:safe_)?(?:add_column|add_column_with_default|change_column)[ (]+[:"']([\w.]+)["']?\s*,\s*[:"'](\w+)["']?\s*,\s*[:"']?(\w+)/
const CLASS = /^\s*class\s+([\w:]+)/
const FIELD = /^\s*field[ (]+[:"'](\w+)["']?\s*(?:,(.*))?$/
const ENCRYPTED = /^\s*(?:encrypts|attr_encrypted|has_encrypted|lockbox_encrypts)\s+(.+)$/
const TYPED = /^\s*(?:attribute|property|store_accessor)[ (]+[:"'](\w+)["']?\s*,\s*[:"']?([\w:]+)/
const NO_COLUMN =
  /^(?:index|timestamps|references|belongs_to|foreign_key|remove\w*|rename\w*|change\w*|check_constraint|unique_constraint|attachment|exclusion_constraint)$/

/** Columns of Rails' schema and migrations, fields of Mongoid documents and GraphQL types, encrypted attributes. Line by line, as Rails writes them. */
export const ruby: FieldSource = {
  id: 'ruby',
  wants: endsWith('.rb'),
  mentions:
    /\b(?:create_table|change_table|add_column|field|encrypts|attr_encrypted|has_encrypted|attribute)\b/,
  read(file) {
    const fields: RawField[] = []
    let table = ''
    let model = ''
    for (const [at, line] of file.text.split('\n').entries()) {
      if (line.length > 2000) continue
      const found = (name: string, holder: string, source: string, type?: string, note?: string): void => {
        fields.push({
          model: holder,
          name,
          line: at + 1,
          source,
          ...(type ? { type } : {}),
          ...(note ? { note } : {}),
        })
      }
      table = TABLE.exec(line)?.[1] ?? table
      model = CLASS.exec(line)?.[1] ?? model
      const column = COLUMN.exec(line)
      if (column && table && !NO_COLUMN.test(column[1] as string))
        found(typed(column), table, 'rails', typeOf(column), comment(line))
      const add = ADD.exec(line)
      if (add) found(add[2] as string, add[1] as string, 'rails', add[3], comment(line))
      own(file, line, model, found)
    }
    return fields
  },
}

// `t.column "name", "varchar"` is the older way.
const typed = (column: RegExpExecArray): string => column[2] as string
const typeOf = (column: RegExpExecArray): string | undefined =>
  column[1] === 'column' ? /,\s*[:"'](\w+)/.exec(column.input)?.[1] : column[1]

const comment = (line: string): string => /(?:comment:\s*|#\s*)(.{1,200})/.exec(line)?.[1] ?? ''

function own(
  file: SourceFile,
  line: string,
  model: string,
  found: (name: string, holder: string, source: string, type?: string, note?: string) => void,
): void {
  if (!model) return
  const field = FIELD.exec(line)
  if (field && /Mongoid::Document|Types::|GraphQL::Schema/.test(file.text)) {
    const mongoid = file.text.includes('Mongoid::Document')
    const type = mongoid
      ? /type:\s*(\w+)/.exec(field[2] ?? '')?.[1]
      : /^\s*([\w:[\]]+)/.exec(field[2] ?? '')?.[1]
    found(
      field[1] as string,
      model.replace(/Type$/, ''),
      mongoid ? 'mongoid' : 'graphql',
      type?.replace(/^.*::/, ''),
    )
  }
  const encrypted = ENCRYPTED.exec(line)
  if (encrypted)
    for (const [, name = ''] of (encrypted[1] ?? '').matchAll(/(?:^|,)\s*:(\w+)/g))
      found(name, model, 'rails', undefined, 'encrypts')
  if (/^\s*has_secure_password\b/.test(line)) found('password_digest', model, 'rails', 'string')
  const attribute = TYPED.exec(line)
  if (attribute && /ApplicationRecord|ActiveModel|Dry::Struct/.test(file.text))
    found(attribute[1] as string, model, 'rails', attribute[2])
}
