import type { Framework } from '../contract.ts'
import { javaRouteFacts, javaRouterFacts } from './spring-webflux-java.ts'
import { kotlinRouteFacts } from './spring-webflux-kotlin.ts'

/** Functional routes of Spring, the same for WebFlux and MVC: `RouterFunctions.route()` with its builder, Kotlin's `router { }`. */
export const springWebflux: Framework = {
  id: 'spring-webflux',
  name: 'Spring',
  language: 'jvm',
  packages: ['org.springframework.', 'org.springframework', 'libs.spring.'],
  mentions: /\bRouterFunctions?\b|\b(?:coR|r)outer\s*\{/,
  rules: [
    { rule: { kind: 'method_declaration' }, language: 'java', facts: javaRouterFacts },
    { rule: { kind: 'method_invocation' }, language: 'java', facts: javaRouteFacts },
    { rule: { kind: 'call_expression' }, language: 'kotlin', facts: kotlinRouteFacts },
  ],
}
