import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node, type NodeSlice } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './failure.ts'

/** A test for each operation; one failure of it may tell of several cases, each with several checks. */
export async function* readJunit(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Schemathesis’ JUnit XML', roots: ['testsuites'] })
  yield { type: 'header', tool: 'Schemathesis' }
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, ['/testsuites/testsuite/testcase']))
    yield* slice.type === 'problem' ? [slice] : resultsOf(slice, sites)
}

function* resultsOf({ node, where }: NodeSlice, sites: Set<string>): Generator<Item> {
  const operation = node.attributes.name?.trim() || 'unnamed operation'
  for (const [index, part] of node.children.entries()) {
    if (part.name === 'failure') yield* casesOf(operation, part, sites)
    else if (part.name === 'error')
      yield loss(
        `${where}/error[${index + 1}]`,
        'the operation could not be tested: what is wrong with it is not known',
      )
  }
}

function* casesOf(operation: string, failure: Node, sites: Set<string>): Generator<Item> {
  const text = failure.text.trim() || failure.attributes.message?.trim() || ''
  for (const one of text.split(/(?:^|\n)(?=\d+\. (?:Test Case ID|Received a response))/)) {
    if (one.trim() === '') continue
    const told = caseIn(one)
    yield* newSite(told.url, sites)
    for (const { title, message } of told.failures)
      yield observationOf({ ...told, rule: title, title, message, operation, raw: one.trim() })
  }
}

/** A line `- Title` for each check with its message indented, the response in between, and the command that repeats it. */
function caseIn(text: string) {
  const [tested = '', repeat = ''] = text.split(/\n[ \t]*Reproduce with:[ \t]*\n/)
  const [checks = '', answer] = splitAt(tested, /\n\[(?=\d{3}\] )/)
  const failures = checks
    .split(/(?:^|\n)(?=- )/)
    .filter((part) => part.startsWith('- '))
    .map((part) => {
      const [first = '', ...rest] = part.slice(2).split('\n')
      const message = rest
        .map((line) => line.replace(/^ {4}/, ''))
        .join('\n')
        .trim()
      return { title: first.replace(/ \(\d+ violations\)$/, '').trim(), message: message || undefined }
    })
    .filter(({ title }) => title !== '')
  const first = checks
    .replace(/^\d+\. /, '')
    .split('\n', 1)[0]
    ?.trim()
  const url = /['"\s](https?:\/\/[^\s'"]+)/.exec(repeat)?.[1]
  return {
    failures:
      failures.length > 0 ? failures : [{ title: first || 'Failure', message: checks.trim() || undefined }],
    url,
    method: /curl -X ([A-Z]+)/.exec(repeat)?.[1],
    request: repeat.trim().replace(/\n {4}/g, '\n') || undefined,
    response: answer && `[${answer}`.replace(/\n {4}/g, '\n').trim(),
  }
}

function splitAt(text: string, mark: RegExp): [string, string | undefined] {
  const found = mark.exec(text)
  return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text, undefined]
}
