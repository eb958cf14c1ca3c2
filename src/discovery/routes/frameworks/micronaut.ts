import type { Framework } from '../contract.ts'
import { JAVA_TYPES, KOTLIN_TYPES } from '../languages/jvm-types.ts'
import { micronautFacts } from './micronaut-controllers.ts'

/** Controllers of Micronaut. Source: https://docs.micronaut.io/latest/guide/#httpServer */
export const micronaut: Framework = {
  id: 'micronaut',
  name: 'Micronaut',
  language: 'jvm',
  packages: ['io.micronaut', 'io.micronaut.', 'io.micronaut.http.annotation.'],
  mentions: /\bio\.micronaut\.http\b/,
  rules: [
    { rule: JAVA_TYPES, language: 'java', facts: micronautFacts },
    { rule: KOTLIN_TYPES, language: 'kotlin', facts: micronautFacts },
  ],
}
