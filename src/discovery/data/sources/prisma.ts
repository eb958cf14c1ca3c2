import { getSchema } from '@mrleebo/prisma-ast'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'

/** Fields of Prisma models and composite types; what points to other models is left out. */
export const prisma: FieldSource = {
  id: 'prisma',
  wants: endsWith('.prisma'),
  mentions: /^\s*(?:model|type|view)\s/m,
  read(file) {
    const { list } = getSchema(file.text)
    const enums = new Set(list.flatMap((one) => (one.type === 'enum' ? [one.name] : [])))
    const models = new Set(
      list.flatMap((one) =>
        one.type === 'model' || one.type === 'view' || one.type === 'type' ? [one.name] : [],
      ),
    )
    const lines = linesOf(file.text)
    return list.flatMap((one): RawField[] => {
      if (one.type !== 'model' && one.type !== 'view' && one.type !== 'type') return []
      return one.properties.flatMap((field): RawField[] => {
        if (field.type !== 'field' || typeof field.fieldType !== 'string') return []
        if (models.has(field.fieldType)) return []
        return [
          {
            model: one.name,
            name: field.name,
            type: enums.has(field.fieldType) ? `enum ${field.fieldType}` : field.fieldType,
            line: lines.get(`${one.name}.${field.name}`) ?? 1,
            source: 'prisma',
            ...(field.comment ? { note: field.comment } : {}),
          },
        ]
      })
    })
  },
}

/** Lines of fields: one stands on a line of its own, always. */
function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let model = ''
  for (const [at, line] of text.split('\n').entries()) {
    const opened = /^\s*(?:model|type|view)\s+(\w+)\s*\{/.exec(line)
    if (opened) model = opened[1] as string
    const field = /^\s+(\w+)\s+\S/.exec(line)
    if (field && model) lines.set(`${model}.${field[1]}`, at + 1)
    if (/^\s*\}/.test(line)) model = ''
  }
  return lines
}
