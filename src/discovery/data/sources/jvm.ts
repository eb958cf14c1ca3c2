import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'
import { typedMembers } from './typed-members.ts'

const JPA =
  /@(?:Entity|Table|MappedSuperclass|Embeddable|Document|Node|DynamoDBTable|RedisHash|Data|Value|Getter|Builder|Introspected|Serializable|Serdeable|JsonInclude|Schema|ApiModel|XmlRootElement|Parcelize|DatabaseTable|RegisterForReflection)\b/
const SOURCES: [RegExp, string][] = [
  [/@Document\b/, 'spring-data'],
  [/\b(?:jakarta|javax)\.persistence\b|@Entity\b/, 'jpa'],
]

/** Fields of Java classes and records: JPA and Hibernate entities, documents, DTOs. */
export const java: FieldSource = {
  id: 'java',
  wants: endsWith('.java'),
  mentions: /\b(?:class|record)\s+\w/,
  read: (file) =>
    typedMembers(file, {
      containers: ['class_declaration', 'record_declaration'],
      name: ['identifier'],
      bodies: ['class_body', 'formal_parameters'],
      members: ['field_declaration', 'formal_parameter'],
      memberName: ['variable_declarator>identifier', 'identifier'],
      noType: ['modifiers', 'identifier', 'variable_declarator', 'dimensions'],
      notes: ['modifiers'],
      marks: new RegExp(`${JPA.source}|\\brecord\\s+\\w+|implements\\s+[^{]*\\bSerializable\\b`),
      skip: /\bstatic\b|@(?:Autowired|Inject|Value|Resource|MockBean|Mock)\b/,
      sources: SOURCES,
    }),
}

/** Properties of Kotlin classes. */
export const kotlin: FieldSource = {
  id: 'kotlin',
  wants: endsWith('.kt'),
  mentions: /\bclass\s+\w/,
  read: (file) => [
    ...typedMembers(file, {
      containers: ['class_declaration'],
      name: ['type_identifier'],
      bodies: ['primary_constructor', 'class_body'],
      members: ['class_parameter', 'property_declaration'],
      memberName: ['simple_identifier', 'variable_declaration>simple_identifier'],
      noType: ['modifiers', 'simple_identifier', 'binding_pattern_kind', 'string_literal', 'integer_literal'],
      notes: ['modifiers'],
      marks: new RegExp(`${JPA.source}|\\bdata\\s+class\\b|:\\s*\\w*Table\\b`),
      skip: /\blateinit\b.*\b\w+(?:Service|Repository)\b|@(?:Autowired|Inject|Value)\b/,
      sources: SOURCES,
    }),
    ...exposed(file),
  ],
}

const TABLE = /\bobject\s+(\w+)\s*:\s*(?:\w*Table|\w*IdTable)\b[^{]{0,200}\{/g
const COLUMN = /\bval\s+(\w+)[^=\n]{0,80}=\s*(\w+)\s*\(\s*"([^"]{1,80})"/g

/** Columns of JetBrains Exposed: `val email = varchar("email", 255)`. */
function exposed(file: SourceFile): RawField[] {
  const { text } = file
  return [...text.matchAll(TABLE)].flatMap((table) => {
    const body = text.slice(table.index, table.index + 20_000)
    const end = body.indexOf('\n}')
    return [...body.slice(0, end < 0 ? body.length : end).matchAll(COLUMN)].map((column) => ({
      model: table[1] as string,
      name: column[3] as string,
      type: column[2] as string,
      line: file.lineAt(table.index + column.index),
      source: 'exposed',
    }))
  })
}
