import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'
import { typedMembers } from './typed-members.ts'

const TABLE =
  /\btable!\s*\{\s*(?:\/\/[^\n]*\n\s*|use [^\n]*\n\s*)*(?:[\w.]+\.)?(\w+)\s*(?:\([^)]*\))?\s*\{([^}]*)\}/g

/** Fields of Rust structs (serde, Diesel, sqlx, SeaORM) and of Diesel's `table!`. */
export const rust: FieldSource = {
  id: 'rust',
  wants: endsWith('.rs'),
  mentions: /\bstruct\s+\w|\btable!/,
  read: (file) => [
    ...typedMembers(file, {
      containers: ['struct_item'],
      name: ['type_identifier'],
      bodies: ['field_declaration_list'],
      members: ['field_declaration'],
      memberName: ['field_identifier'],
      noType: ['visibility_modifier', 'field_identifier'],
      notes: [],
      marks:
        /\b(?:Serialize|Deserialize|Queryable|Insertable|AsChangeset|FromRow|Selectable|DeriveEntityModel|Identifiable|ToSchema|SimpleObject|InputObject|GraphQLObject|Object)\b/,
      sources: [
        [/\bDeriveEntityModel\b/, 'sea-orm'],
        [/\bdiesel\b|\bQueryable\b|\bInsertable\b/, 'diesel'],
        [/\bFromRow\b/, 'sqlx'],
      ],
      least: 2,
    }),
    ...tables(file),
  ],
}

function tables(file: SourceFile): RawField[] {
  return [...file.text.matchAll(TABLE)].flatMap((table) => {
    const body = table[2] ?? ''
    const start = table.index + table[0].length - body.length - 1
    return [...body.matchAll(/(?:^|\n|,)\s*(\w+)\s*->\s*([\w<>]+)/g)].map((column) => ({
      model: table[1] as string,
      name: column[1] as string,
      type: column[2] as string,
      line: file.lineAt(start + column.index + column[0].indexOf(column[1] as string)),
      source: 'diesel',
    }))
  })
}
