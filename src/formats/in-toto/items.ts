import type { Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { insideItems } from './inside.ts'
import { provenanceItems } from './provenance.ts'
import type { Statement } from './statement.ts'
import { subjectItems } from './subject.ts'
import { verificationItems } from './verification.ts'
import { isVulnerabilities, vulnerabilityItems } from './vulnerabilities.ts'

/** What a statement claims, by the type of its predicate. */
export async function* itemsOf(statement: Statement, context: ReadContext): AsyncGenerator<Item> {
  const { predicateType, where } = statement
  if (/^https:\/\/slsa\.dev\/provenance\//.test(predicateType)) yield* provenanceItems(statement)
  else if (isVulnerabilities(statement)) yield* vulnerabilityItems(statement)
  else if (/verification_summary|\/test-result\//.test(predicateType)) yield* verificationItems(statement)
  else {
    yield* subjectItems(statement)
    const read = yield* insideItems(statement, context)
    if (!read)
      yield problem(`${where}/predicate`, 'a predicate of a type that is not read: only its subject is known')
  }
}
