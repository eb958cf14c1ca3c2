import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { typeFamily } from '../classify/type-family.ts'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'
import { holdsData } from './holds-data.ts'

/** Classes whose annotated members are data: by their bases or decorators. */
const ANNOTATED =
  /\b(?:BaseModel|SQLModel|TypedDict|NamedTuple|RootModel|Schema|Struct|BaseSchema|CamelModel|Document|Model|DeclarativeBase|MappedAsDataclass|Base|BaseDocument)\b|@(?:dataclass|dataclasses\.dataclass|attr\.s|attrs|define|attr\.define|strawberry\.(?:type|input)|pydantic\.dataclasses\.dataclass)\b/
/** Calls that make a column or a field. */
const FIELD =
  /(?:Field|Column|mapped_column|ForeignKey|column_property|Property|_field|_column|relationship|SubFactoryField|KeyField|ReferenceField)$/
const FIELDS = /^(?:fields|serializers|forms|models|ma|db|me|ndb|mongoengine|peewee|pw|orm)\.\w+$/
const SOURCES: [RegExp, string][] = [
  [/^\s*(?:from|import)\s+(?:sqlmodel)\b/m, 'sqlmodel'],
  [/^\s*(?:from|import)\s+(?:sqlalchemy|flask_sqlalchemy)\b|\bdb\.Column\(|\bmapped_column\(/m, 'sqlalchemy'],
  [/^\s*(?:from|import)\s+django|\bmodels\.\w*Field\(/m, 'django'],
  [/^\s*(?:from|import)\s+(?:mongoengine|beanie|odmantic)\b/m, 'mongodb'],
  [/^\s*(?:from|import)\s+(?:peewee|tortoise)\b/m, 'peewee'],
  [/^\s*(?:from|import)\s+pydantic\b/m, 'pydantic'],
]

/** Fields of Django models, SQLAlchemy, SQLModel, Pydantic, dataclasses, serializers, and columns of Alembic's migrations. */
export const python: FieldSource = {
  id: 'python',
  wants: endsWith('.py'),
  mentions: /\bclass\s+\w|\bColumn\(/,
  read(file) {
    const source = SOURCES.find(([mark]) => mark.test(file.text))?.[1] ?? 'type'
    const classes = file.tree().findAll({ rule: { kind: 'class_definition' } })
    return [...classes.flatMap((one) => members(one, file, source)), ...columns(file)]
  },
}

function members(type: SgNode, file: SourceFile, source: string): RawField[] {
  const model = type.field('name')?.text() ?? ''
  if (/^(?:Meta|Config|Migration)$/.test(model)) return []
  const bases = type.field('superclasses')?.text() ?? ''
  const holder = type.parent()
  const marks = holder?.kind() === 'decorated_definition' ? holder.text().slice(0, 300) : ''
  const annotated = ANNOTATED.test(bases) || ANNOTATED.test(marks.slice(0, marks.indexOf('class')))
  const data = holdsData(model, file.path, annotated)
  const body = type.field('body')?.children() ?? []
  return body.flatMap((statement): RawField[] => {
    const assigned = statement.kind() === 'expression_statement' ? statement.child(0) : undefined
    if (assigned?.kind() !== 'assignment') return []
    const name = assigned.field('left')
    if (name?.kind() !== 'identifier' || name.text().startsWith('__')) return []
    const type = assigned.field('type')?.text()
    const right = assigned.field('right')
    const callee = right?.kind() === 'call' ? (right.field('function')?.text() ?? '') : ''
    const column = FIELD.test(callee) || FIELDS.test(callee)
    if (!column && !(type && data)) return []
    const next = statement.next()
    const comment =
      next?.kind() === 'comment' && next.range().start.line === statement.range().end.line ? next.text() : ''
    const said =
      column && !(type && /^(?:Field|PrivateAttr)$/.test(callee))
        ? columnType(callee, right as SgNode, type)
        : type
    return [
      {
        model,
        name: name.text(),
        ...(said ? { type: said } : {}),
        line: name.range().start.line + 1,
        source,
        note: `${right?.text().slice(0, 300) ?? ''} ${comment}`,
      },
    ]
  })
}

/** `models.EmailField` → `EmailField`; `Column(String(20))` → `String`. */
function columnType(callee: string, call: SgNode, annotation: string | undefined): string | undefined {
  if (!/(?:Column|mapped_column)$/.test(callee)) return callee
  const args =
    call
      .field('arguments')
      ?.children()
      .filter((child) => child.isNamed() && child.kind() !== 'keyword_argument') ?? []
  const type = args.find((one) => one.kind() !== 'string')
  if (args.some((one) => /\bForeignKey\(/.test(one.text().slice(0, 80)))) return 'ForeignKey'
  const said = (type?.kind() === 'call' ? type.field('function')?.text() : type?.text()) ?? annotation
  // A column holds its value itself, also when a type of the project's own says how: it is no relation.
  return typeFamily(said) === 'object' ? `TypeDecorator(${said})` : said
}

const COLUMNS =
  /\b(?:op\.create_table|Table)\(\s*['"](\w+)['"]|\b(?:sa\.|db\.|sqlalchemy\.)?Column\(\s*['"](\w+)['"]\s*,\s*([\w.]+)|\bop\.(?:add_column|batch_alter_table)\(\s*['"](\w+)['"]/g

/** Columns that are declared by calls with their name: Alembic, SQLAlchemy's `Table`. */
function columns(file: SourceFile): RawField[] {
  const fields: RawField[] = []
  let table = ''
  for (const found of file.text.matchAll(COLUMNS)) {
    table = found[1] ?? found[4] ?? table
    if (found[2] && table)
      fields.push({
        model: table,
        name: found[2],
        type: found[3] ?? '',
        line: file.lineAt(found.index),
        source: 'sqlalchemy',
      })
  }
  return fields
}
