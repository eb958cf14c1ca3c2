import type { RawField } from '../raw-field.ts'
import type { FieldSource } from './contract.ts'
import { holdsData } from './holds-data.ts'

const TAG =
  /\b(?:gorm|db|bson|bun|pg|xorm|json|sql|dynamodbav|datastore|firestore|ent|boil|yaml|form)\s*:\s*"([^",;]*)/

/** Fields of Go structs: with tags for a store or JSON, or in folders of models. */
export const go: FieldSource = {
  id: 'go',
  wants: (path) => path.endsWith('.go'),
  mentions: /\bstruct\s*\{|field\.\w+\("/,
  read(file) {
    const found = file.tree().findAll({ rule: { kind: 'type_spec', has: { kind: 'struct_type' } } })
    const own = found.flatMap((spec): RawField[] => {
      const model = spec.child(0)?.text() ?? ''
      const members = spec.find({ rule: { kind: 'field_declaration_list' } })?.children() ?? []
      const fields = members.flatMap((member): (RawField & { tagged: boolean })[] => {
        if (member.kind() !== 'field_declaration') return []
        const children = member.children()
        const names = children.filter((child) => child.kind() === 'field_identifier')
        const type = children.find(
          (child) =>
            child.isNamed() &&
            !/^(?:field_identifier|raw_string_literal|comment)$/.test(String(child.kind())),
        )
        const tag = children.find((child) => child.kind() === 'raw_string_literal')?.text() ?? ''
        const next = member.next()
        const comment =
          next?.kind() === 'comment' && next.range().start.line === member.range().start.line
            ? next.text()
            : ''
        return names.map((name) => ({
          model,
          name: name.text(),
          ...(type ? { type: type.text() } : {}),
          line: name.range().start.line + 1,
          source: /\bgorm\s*:/.test(tag)
            ? 'gorm'
            : /\b(?:db|bun|pg|xorm|bson|dynamodbav)\s*:/.test(tag)
              ? 'db'
              : 'type',
          note: `${tag} ${comment}`,
          tagged: TAG.test(tag),
        }))
      })
      const tagged = fields.some((field) => field.tagged)
      return holdsData(model, file.path, tagged) ? fields.map(({ tagged: _, ...field }) => field) : []
    })
    return [...own, ...ent(file)]
  },
}

const FIELD = /\bfield\.(\w+)\(\s*"([^"]{1,80})"/g

/** Fields of ent schemas: `field.String("email")`. */
function ent(file: Parameters<FieldSource['read']>[0]): RawField[] {
  const model = /\btype\s+(\w+)\s+struct\s*\{\s*ent\.Schema\b/.exec(file.text)?.[1]
  if (!model) return []
  return [...file.text.matchAll(FIELD)].map((found) => ({
    model,
    name: found[2] as string,
    type: found[1] as string,
    line: file.lineAt(found.index),
    source: 'ent',
    note: file.text.slice(found.index, file.text.indexOf('\n', found.index)).slice(0, 200),
  }))
}
