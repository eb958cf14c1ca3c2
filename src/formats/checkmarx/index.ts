import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { isoTime } from '../values/time.ts'
import { observationOf } from './observation.ts'

const QUERY = '/CxXMLResults/Query/@'
const RESULT = '/CxXMLResults/Query/Result'

export const checkmarx = {
  id: 'checkmarx',
  name: 'Checkmarx SAST XML',
  link: 'https://docs.checkmarx.com/en/34965-46580-xml-report-file.html',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'cx-flow --scan --cx-project=shop --bug-tracker=CxXml',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'CxXMLResults' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'Checkmarx XML', roots: ['CxXMLResults'] })
  const producedAt = isoTime(attributes.ScanStart) ?? isoTime(attributes.ReportCreationTime)
  yield {
    type: 'header',
    tool: 'Checkmarx SAST',
    ...(attributes.CheckmarxVersion && { toolVersion: attributes.CheckmarxVersion }),
    ...(attributes.ProjectName && { target: attributes.ProjectName }),
    ...(producedAt && { producedAt }),
  }
  let query: Node | undefined
  for await (const slice of eachNode(input, context, [QUERY, RESULT])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === QUERY) query = slice.node
    else
      yield query?.attributes.name
        ? observationOf(slice.node, query.attributes)
        : loss(slice.where, 'left out, because its query has no name')
  }
}
