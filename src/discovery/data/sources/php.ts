import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'
import { typedMembers } from './typed-members.ts'

const TABLE =
  /\bSchema::(?:connection\([^)]*\)\s*->\s*)?(?:create|table)\(\s*['"]([\w.]+)['"]|->(?:createTable|getTable)\(\s*['"]([\w.{}%]+)['"]/g
const COLUMN = /\$(?:table|t|tbl|blueprint)->(\w+)\(\s*['"](\w{1,80})['"]([^;]{0,300});/g
// Calls of Laravel's Blueprint that make no column of their own.
const NO_COLUMN =
  /^(?:foreign|index|unique|primary|drop\w*|rename\w*|fullText|spatialIndex|rawIndex|after|references|on|comment|get\w*|set\w*|has\w*|where\w*|select|from|insert|update|table|add|charset|collation|engine)$/
const FILLABLE = /\$(fillable|hidden|casts|encryptable)\s*=\s*(?:array\s*\(|\[)([^;]{0,6000});/g

/** Columns of Laravel's migrations, properties of Doctrine's entities and of DTOs, attributes of Eloquent's models. */
export const php: FieldSource = {
  id: 'php',
  wants: endsWith('.php'),
  mentions: /\bSchema::|\bcreateTable\(|\bclass\s+\w/,
  read: (file) => [
    ...migrations(file),
    ...typedMembers(file, {
      containers: ['class_declaration'],
      name: ['name'],
      bodies: ['declaration_list', 'method_declaration', 'formal_parameters'],
      members: ['property_declaration', 'property_promotion_parameter'],
      memberName: ['property_element>variable_name', 'variable_name'],
      noType: [
        'visibility_modifier',
        'readonly_modifier',
        'property_element',
        'variable_name',
        'attribute_list',
        'var_modifier',
        'static_modifier',
      ],
      notes: ['attribute_list'],
      marks:
        /#\[(?:ORM\\)?(?:Entity|Embeddable|Document|MappedSuperclass)\b|@ORM\\(?:Entity|Embeddable|MappedSuperclass)|@(?:Entity|Document)\b/,
      skip: /\bstatic\b|\$(?:fillable|hidden|casts|table|guarded|appends|dates|with|primaryKey|connection|rules|signature)\b/,
      sources: [
        [/\bDoctrine\\ODM\b/, 'doctrine-odm'],
        [/\bDoctrine\\ORM\b|@ORM\\|#\[ORM\\/, 'doctrine'],
      ],
    }),
    ...eloquent(file),
  ],
}

function migrations(file: SourceFile): RawField[] {
  const tables = [...file.text.matchAll(TABLE)]
  return tables.flatMap((table, at) => {
    const end = tables[at + 1]?.index ?? file.text.length
    return [...file.text.slice(table.index, end).matchAll(COLUMN)].flatMap((column): RawField[] => {
      const [, type = '', name = '', options = ''] = column
      if (NO_COLUMN.test(type)) return []
      return [
        {
          model: (table[1] ?? table[2] ?? '').replace(/[{}%]/g, ''),
          name,
          type: type === 'addColumn' ? (/^\s*,\s*(?:['"]|\w+::)(\w+)/.exec(options)?.[1] ?? '') : type,
          line: file.lineAt(table.index + column.index),
          source: 'eloquent',
          note: options,
        },
      ]
    })
  })
}

function eloquent(file: SourceFile): RawField[] {
  const model = /\bclass\s+(\w+)\s+extends\s+(?:\w*Model|Authenticatable|Pivot|User)\b/.exec(file.text)?.[1]
  if (!model) return []
  return [...file.text.matchAll(FILLABLE)].flatMap((list) => {
    const keyed = list[1] === 'casts'
    const names = keyed
      ? /['"](\w{1,80})['"]\s*=>\s*(?:['"]([\w:]+)|([\w\\]+)::class)/g
      : /['"](\w{1,80})['"]/g
    const start = list.index + list[0].length - (list[2]?.length ?? 0) - 1
    return [...(list[2] ?? '').matchAll(names)].map((found) => ({
      model,
      name: found[1] as string,
      ...(found[2] ? { type: found[2] } : {}),
      line: file.lineAt(start + found.index),
      source: 'eloquent',
      ...(list[1] === 'encryptable' || /^encrypted/.test(found[2] ?? '') ? { note: 'Encrypted' } : {}),
    }))
  })
}
