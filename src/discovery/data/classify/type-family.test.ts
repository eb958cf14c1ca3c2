import { expect, test } from 'vitest'
import { typeFamily } from './type-family.ts'

test.each([
  ['varchar(20)', 'text'],
  ['character varying(20)', 'text'],
  ['String?', 'text'],
  ['Option<String>', 'text'],
  ['string | null', 'text'],
  ['*string', 'text'],
  ['sql.NullString', 'text'],
  ['models.EmailField', 'text'],
  ['Mapped[str | None]', 'text'],
  ['tinyint(1)', 'boolean'],
  ['Boolean', 'boolean'],
  ['tinyint', 'number'],
  ['bigint(20)', 'number'],
  ['time.Time', 'moment'],
  ['timestamp with time zone', 'moment'],
  ['LocalDate', 'date'],
  ["enum('Y','N')", 'enum'],
  ["'a' | 'b'", 'enum'],
  ['models.ForeignKey', 'reference'],
  ['UUID', 'identifier'],
  ['[]byte', 'binary'],
  ['jsonb', 'json'],
  ['Address', 'object'],
  [undefined, 'unknown'],
])('%s holds %s', (type, family) => {
  expect(typeFamily(type)).toBe(family)
})
