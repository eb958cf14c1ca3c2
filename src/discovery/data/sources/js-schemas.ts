import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import type { FieldSource } from './contract.ts'

interface SchemaCall {
  /** What is called, as the source writes it. */
  callee: RegExp
  source: string
  /** Which argument is the object of fields; below this key when it is said. */
  fields: number
  below?: string
  /** Which argument names the model; left out = the variable that it is given to, or the object it is called on. */
  name?: number
}

/** Calls that declare what a model or a message holds. */
const CALLS: SchemaCall[] = [
  { callee: /^(?:mongoose\.)?Schema$/, source: 'mongoose', fields: 0 },
  { callee: /\.define$/, source: 'sequelize', fields: 1, name: 0 },
  { callee: /^[A-Z]\w*\.init$/, source: 'sequelize', fields: 0 },
  { callee: /(?:queryInterface|schema)\.createTable$/, source: 'sequelize', fields: 1, name: 0 },
  {
    callee: /^(?:pg|mysql|sqlite|singlestore|mssql)Table$|^(?:pgTableCreator|createTable)$|\.table$/,
    source: 'drizzle',
    fields: 1,
    name: 0,
  },
  {
    callee: /^(?:z|zod|Joi|joi|yup|Yup|v|t|S|Type|s)\.(?:object|Object|strictObject|looseObject)$/,
    source: 'type',
    fields: 0,
  },
  { callee: /^EntitySchema$/, source: 'typeorm', fields: 0, below: 'columns' },
  { callee: /^defineTable$/, source: 'convex', fields: 0 },
  { callee: /^(?:list|config\.list)$/, source: 'keystone', fields: 0, below: 'fields' },
]

/** Fields of schemas that JavaScript and TypeScript declare by calls: Mongoose, Sequelize, Drizzle, zod, Joi, Knex, Objection. */
export const jsSchemas: FieldSource = {
  id: 'js-schemas',
  wants: (path) => /\.(?:[cm]?[jt]s|tsx|jsx)$/.test(path) && !path.endsWith('.d.ts'),
  mentions: /\bSchema\b|\.define\(|\.init\(|Table\(|\bobject\(|\bObject\(|jsonSchema|\.table\(|\blist\(/,
  read: (file) => [...calls(file), ...knex(file), ...jsonSchema(file)],
}

function calls(file: SourceFile): RawField[] {
  const found = file
    .tree()
    .findAll({ rule: { any: [{ kind: 'call_expression' }, { kind: 'new_expression' }] } })
  return found.flatMap((call) => {
    const callee = (call.field('function') ?? call.field('constructor'))?.text() ?? ''
    if (callee.length > 80) return []
    const rule = CALLS.find((one) => one.callee.test(callee))
    if (!rule) return []
    const args =
      call
        .field('arguments')
        ?.children()
        .filter((child) => child.isNamed()) ?? []
    const object = below(args[rule.fields], rule.below)
    if (!object) return []
    const model = rule.name === undefined ? ownName(call, callee, object) : textOf(args[rule.name])
    return model
      ? pairs(object, model.replace(/(?:_?[sS]chema|Validator|Validation)$/, '') || model, rule.source, 0)
      : []
  })
}

/** The object of fields: an argument, what it is wrapped in (`() => ({…})`), or a part of it. */
function below(argument: SgNode | undefined, key: string | undefined): SgNode | undefined {
  const object = argument?.kind() === 'object' ? argument : argument?.find({ rule: { kind: 'object' } })
  if (!object || !key) return object ?? undefined
  const part = object
    .children()
    .find((child) => child.kind() === 'pair' && child.field('key')?.text() === key)
  const value = part?.field('value')
  return value?.kind() === 'object' ? value : undefined
}

const textOf = (node: SgNode | undefined): string | undefined =>
  /^['"`](.{1,80})['"`]$/.exec(node?.text() ?? '')?.[1]

/** Name of the variable, the key or the class around, else of the object that the call is made on. */
function ownName(call: SgNode, callee: string, object: SgNode): string | undefined {
  if (callee.endsWith('.init')) return callee.slice(0, callee.indexOf('.'))
  const named = object
    .children()
    .find((child) => child.kind() === 'pair' && child.field('key')?.text() === 'name')
  const name = /EntitySchema/.test(callee) ? textOf(named?.field('value') ?? undefined) : undefined
  if (name) return name
  let one: SgNode | null = call
  for (let turn = 0; one && turn < 8; turn++, one = one.parent()) {
    if (one.kind() === 'variable_declarator') return one.field('name')?.text()
    if (one.kind() === 'pair') return one.field('key')?.text()
    if (one.kind() === 'statement_block') return undefined
  }
  return undefined
}

function pairs(object: SgNode, model: string, source: string, depth: number): RawField[] {
  if (depth > 4) return []
  return object.children().flatMap((pair): RawField[] => {
    if (pair.kind() !== 'pair') return []
    const key = pair.field('key')
    const value = pair.field('value')
    const name = key?.text().replace(/^['"`]|['"`]$/g, '') ?? ''
    if (!value || !/^[\p{L}_$][\w$\p{L}-]*$/u.test(name)) return []
    const type = typeOf(value)
    if (type === undefined && value.kind() === 'object')
      return pairs(value, `${model}.${name}`, source, depth + 1)
    return [
      {
        model,
        name,
        ...(type ? { type } : {}),
        line: pair.range().start.line + 1,
        source,
        note: value.text().slice(0, 300),
      },
    ]
  })
}

/** `String`, `{ type: DataTypes.STRING(20) }`, `varchar('email').notNull()`, `z.string().email()`. */
function typeOf(value: SgNode): string | undefined {
  if (value.kind() === 'object') {
    const type = value
      .children()
      .find((child) => child.kind() === 'pair' && child.field('key')?.text() === 'type')
    const said = type?.field('value')
    return said && said.kind() !== 'object' ? typeOf(said) : undefined
  }
  const text = value.text().slice(0, 300)
  const called =
    /^(?:z|zod|Joi|joi|yup|Yup|v|t|S|Type|s|model|d|f|fields|column|DataTypes|Sequelize|p|db)(?:\s*\.coerce)?\s*\.(\w+)/.exec(
      text,
    )?.[1]
  const wrapped = /^(?:optional|nullable|array|Optional|Nullable)$/.test(called ?? '')
    ? /\(\s*(?:z|v|t|Type)\.(\w+)/.exec(text)?.[1]
    : undefined
  return wrapped ?? called ?? /^['"]?([\w.]+)/.exec(text)?.[1]?.replace(/^.*\./, '')
}

const KNEX_TABLE =
  /\.(?:createTable|createTableIfNotExists|alterTable|table)\(\s*['"`](\w+)['"`]\s*,\s*(?:async\s*)?(?:function\b|\(?\s*\w+\s*(?::\s*[\w.]+\s*)?\)?\s*=>)/g
const KNEX_COLUMN = /\b(?:t|table|tbl|builder)\.(\w+)\(\s*['"`](\w{1,80})['"`]/g

function knex(file: SourceFile): RawField[] {
  const tables = [...file.text.matchAll(KNEX_TABLE)]
  return tables.flatMap((table, at) => {
    const body = file.text.slice(table.index, tables[at + 1]?.index ?? file.text.length)
    return [...body.matchAll(KNEX_COLUMN)].flatMap((column) =>
      /^(?:drop|foreign|index|unique|primary|rename|references)/.test(column[1] as string)
        ? []
        : [
            {
              model: table[1] as string,
              name: column[2] as string,
              type: column[1] as string,
              line: file.lineAt(table.index + column.index),
              source: 'knex',
            },
          ],
    )
  })
}

/** Objection: `static get jsonSchema() { return { properties: {…} } }` in a model's class. */
function jsonSchema(file: SourceFile): RawField[] {
  if (!file.text.includes('jsonSchema')) return []
  return file
    .tree()
    .findAll({ rule: { kind: 'class_declaration' } })
    .flatMap((one) => {
      const name = one.field('name')?.text()
      const schema = one.find({
        rule: {
          any: [{ kind: 'method_definition' }, { kind: 'public_field_definition' }],
          regex: 'jsonSchema',
        },
      })
      const properties = schema
        ?.find({ rule: { kind: 'pair', has: { field: 'key', regex: '^properties$' } } })
        ?.field('value')
      return name && properties?.kind() === 'object' ? pairs(properties, name, 'objection', 0) : []
    })
}
