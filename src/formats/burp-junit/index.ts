import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { childrenOf, eachNode, type Node, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './failure.ts'

const PRODUCTS = /dastardly|burp/i

export const burpJunit = {
  id: 'burp-junit',
  name: 'Dastardly and Burp Suite DAST (JUnit)',
  link: 'https://portswigger.net/burp/documentation/dastardly',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo:
    'docker run -v $(pwd):/dastardly -e BURP_START_URL=https://shop.example -e BURP_REPORT_FILE_PATH=/dastardly/report.xml public.ecr.aws/portswigger/dastardly',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'testsuites' && PRODUCTS.test(root.attributes.name ?? '') ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, {
    name: 'Dastardly’s JUnit XML',
    roots: ['testsuites'],
  })
  yield { type: 'header', tool: /burp/i.test(attributes.name ?? '') ? 'Burp Suite DAST' : 'Dastardly' }
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, ['/testsuites/testsuite'])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    const { name } = slice.node.attributes
    yield* newSite(name, sites)
    for (const test of childrenOf(slice.node, 'testcase')) yield* failuresOf(test, name)
  }
}

/** Each address is a suite; a test that did not fail says that there was nothing. */
function* failuresOf(test: Node, suite: string | undefined): Generator<Item> {
  for (const failure of childrenOf(test, 'failure')) {
    const name =
      test.attributes.name?.trim() || failure.attributes.message?.replace(/ found at .*$/, '').trim()
    yield observationOf(failure, suite, name || 'Unnamed issue', xmlText({ ...test, children: [failure] }))
  }
}
