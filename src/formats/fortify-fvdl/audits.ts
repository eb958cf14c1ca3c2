import type { Input, Problem, ReadContext } from '../contract.ts'
import type { Audit } from '../fortify/verdict.ts'
import { child, childrenOf, eachNode, textOf } from '../syntax/xml.ts'

const ISSUE = '/Audit/IssueList/Issue'

/** The tag in which auditors say what an issue is; customers may add tags of their own. */
const ANALYSIS = '87f2364f-dcd4-49e6-861d-f8d3f351686b'

/** What auditors have said, by the instance that they said it of. */
export async function auditsOf(
  input: Input | undefined,
  context: ReadContext,
): Promise<{ byInstance: Map<string, Audit>; problems: Problem[] }> {
  const byInstance = new Map<string, Audit>()
  const problems: Problem[] = []
  if (!input) return { byInstance, problems }
  for await (const slice of eachNode(input, context, [ISSUE])) {
    if (slice.type === 'problem') {
      problems.push({ ...slice, where: `audit.xml#${slice.where}` })
      continue
    }
    const { instanceId, suppressed } = slice.node.attributes
    const tag = childrenOf(slice.node, 'Tag').find(({ attributes }) => attributes.id === ANALYSIS)
    const comments = childrenOf(child(slice.node, 'ThreadedComments'), 'Comment')
    if (instanceId)
      byInstance.set(instanceId, {
        analysis: textOf(tag, 'Value'),
        suppressed: suppressed === 'true',
        // The last one comes first.
        comment: comments.map((one) => textOf(one, 'Content')).find((text) => text !== undefined),
      })
  }
  return { byInstance, problems }
}
