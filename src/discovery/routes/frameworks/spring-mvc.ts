import type { Framework } from '../contract.ts'
import { lostKotlinTypes } from '../languages/jvm-kotlin-recovery.ts'
import { JAVA_TYPES, KOTLIN_TYPES } from '../languages/jvm-types.ts'
import { controllerFacts } from './spring-mvc-controllers.ts'
import { securityGuards } from './spring-mvc-security.ts'

/** Controllers by annotation, the same for Spring MVC and WebFlux, and what Spring Security says about paths. */
export const springMvc: Framework = {
  id: 'spring-mvc',
  name: 'Spring',
  language: 'jvm',
  packages: ['org.springframework.', 'org.springframework', 'libs.spring.'],
  mentions:
    /@(?:Request|Get|Post|Put|Delete|Patch)Mapping\b|@(?:Rest)?Controller\b|class \w*Controller\b|\b(?:authorizeHttpRequests|authorizeRequests|authorizeExchange|HttpSecurity)\b/,
  rules: [
    { rule: JAVA_TYPES, language: 'java', facts: controllerFacts },
    { rule: KOTLIN_TYPES, language: 'kotlin', facts: controllerFacts },
    {
      rule: { kind: 'source_file' },
      language: 'kotlin',
      facts: (root, file) =>
        lostKotlinTypes(root, file, /^\s*@(?:Rest)?Controller\b/m).flatMap((one) =>
          controllerFacts(one, file),
        ),
    },
    { rule: { any: [{ kind: 'program' }] }, language: 'java', facts: securityGuards },
    { rule: { any: [{ kind: 'source_file' }] }, language: 'kotlin', facts: securityGuards },
  ],
}
