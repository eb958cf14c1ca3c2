import type { CodeLocation, Observation } from '../../model/observation.ts'
import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { positionIn } from '../values/fields.ts'
import { relativePath } from '../values/path.ts'

/** What an issue of code, configuration or a library has that one of a site has not. */
export function codeFields(issue: Node): Pick<Observation, 'kind' | 'location' | 'flow' | 'component'> {
  const { filename, language } = issue.attributes
  const technology = textOf(issue, 'technology')
  const [, place, line] = /^(.*?)(?::(\d+))?$/.exec(textOf(issue, 'location') ?? '') ?? []
  const file = textOf(issue, 'source-file') ?? (filename || place)
  if (technology === 'SCA') {
    const name = textOf(issue, 'library-name') ?? file
    return {
      kind: 'dependency',
      ...(name && { component: { name, version: textOf(issue, 'library-version') } }),
    }
  }
  const path = relativePath(fileOfClass(file, language) ?? '')
  return {
    kind: language === 'Infrastructure-As-Code' ? 'config' : 'code',
    ...(path !== '' && { location: locationOf(issue, path, positionIn(textOf(issue, 'line') ?? line)) }),
    flow: flowOf(issue),
  }
}

/** AppScan Source names the class where it has not seen the source. */
const fileOfClass = (file: string | undefined, language: string | undefined): string | undefined =>
  language === 'Java' && file && /^[a-z]\w*(?:\.[a-z]\w*)*\.[A-Z][\w$]*$/.test(file)
    ? `${file.replace(/\$.*$/, '').replaceAll('.', '/')}.java`
    : file

const locationOf = (issue: Node, path: string, line: number | undefined): CodeLocation => ({
  path,
  line,
  snippet: issue.attributes.context?.trim() || undefined,
  symbol: issue.attributes.caller || undefined,
})

/** The calls between where data comes in and where it does harm, as far as the report names their files. */
function flowOf(issue: Node): CodeLocation[] {
  const variant = child(child(issue, 'variant-group'), 'item')
  const trace = child(child(variant, 'issue-information'), 'call-trace')
  const steps = childrenOf(trace, 'call-invocation').flatMap((call) => {
    const { filename, file, line, signature } = call.attributes
    const path = relativePath(filename || file || '')
    return path === '' ? [] : [{ path, line: positionIn(line), message: signature || undefined }]
  })
  return steps.length > 1 ? steps : []
}
