import type { Framework } from '../contract.ts'
import { JAVA_TYPES, KOTLIN_TYPES } from '../languages/jvm-types.ts'
import { resourceFacts } from './jax-rs-resources.ts'

/** Resources of JAX-RS (Jakarta REST), old and new packages: Jersey, RESTEasy, Quarkus, Dropwizard, CXF. */
export const jaxRs: Framework = {
  id: 'jax-rs',
  name: 'JAX-RS',
  language: 'jvm',
  packages: [
    'jakarta.ws.rs',
    'jakarta.ws.rs.',
    'javax.ws.rs',
    'javax.ws.rs.',
    'org.jboss.resteasy',
    'io.dropwizard',
    'io.quarkus',
    'libs.quarkus.',
    'org.glassfish.jersey.',
    'org.apache.cxf',
    'org.springframework.boot:spring-boot-starter-jersey',
  ],
  // The class that answers for an annotated interface mentions nothing itself.
  mentions:
    /@(?:Path|ApplicationPath|GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\b|\bimplements\s+(?:[\w.<>]+\s*,\s*)*[\w.]*(?:Api|Resource|Endpoint|Rest|RestService|Controller)\b/,
  rules: [
    { rule: JAVA_TYPES, language: 'java', facts: resourceFacts },
    { rule: KOTLIN_TYPES, language: 'kotlin', facts: resourceFacts },
  ],
}
