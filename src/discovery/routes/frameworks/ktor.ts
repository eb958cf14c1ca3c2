import type { Framework } from '../contract.ts'
import { callFacts } from './ktor-calls.ts'
import { resourceFacts } from './ktor-resources.ts'
import { functionFacts } from './ktor-scopes.ts'

/** Ktor: nested blocks of `routing`, functions that extend `Route`, and type-safe resources. */
export const ktor: Framework = {
  id: 'ktor',
  name: 'Ktor',
  language: 'jvm',
  packages: ['io.ktor.', 'io.ktor', 'libs.ktor.'],
  mentions: /\brouting\b|\bRout(?:e|ing)\b|@Resource\b|@Location\b/,
  rules: [
    { rule: { kind: 'function_declaration' }, language: 'kotlin', facts: functionFacts },
    {
      rule: { kind: 'call_expression', has: { kind: 'simple_identifier' } },
      language: 'kotlin',
      facts: callFacts,
    },
    {
      rule: { any: [{ kind: 'class_declaration' }, { kind: 'object_declaration' }] },
      language: 'kotlin',
      facts: resourceFacts,
    },
  ],
}
