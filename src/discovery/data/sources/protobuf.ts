import { messagesOf } from '../../api-descriptions/protobuf-text.ts'
import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'

/** Fields of protobuf messages. */
export const protobuf: FieldSource = {
  id: 'protobuf',
  wants: endsWith('.proto'),
  mentions: /\bmessage\s+\w/,
  read: (file): RawField[] =>
    messagesOf(file).flatMap(({ name, fields }) =>
      fields.map((field) => ({ model: name, ...field, source: 'protobuf' })),
    ),
}
