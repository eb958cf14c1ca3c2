import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { issueSchema, observationOf, type Rule, ruleSchema } from './issue.ts'

export const sonarqubeImport = {
  id: 'sonarqube-import',
  name: 'SonarQube generic issues',
  link: 'https://docs.sonarsource.com/sonarqube-server/latest/analyzing-source-code/importing-external-issues/generic-issue-import-format/',
  extensions: ['.json'],
  kinds: ['code', 'config'],
  howTo: 'hadolint --format sonarqube Dockerfile > sonarqube-issues.json',
  detect,
  read,
} satisfies Format

const ISSUES = '/issues/*'
const RULES = '/rules/*'

/** njsscan, whose own report has no `issues`, adds its version, which is all that it writes where it finds nothing. */
const frameSchema = z.object({ issues: z.array(z.unknown()), njsscan_version: text })
const mark = z.object({
  ruleId: z.string(),
  primaryLocation: z.object({ message: z.string(), filePath: z.string() }),
})
const ruleMark = z.object({ id: z.string(), engineId: z.string() })

const outlineSchema = z.object({
  issues: z.array(z.unknown()),
  rules: z.array(z.unknown()).optional(),
  njsscan_version: z.string().optional(),
})

function detect({ outline }: Sample): number {
  const frame = readBy(outlineSchema, outline)
  if (!frame) return 0
  const { issues, rules, njsscan_version: njsscan } = frame
  if (njsscan !== undefined) return 1
  return fits(mark, issues[0]) || fits(ruleMark, rules?.[0]) ? 1 : 0
}

/** Before SonarQube 10.3 each issue says its severity and its tool; since then its rule does. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { njsscan_version: njsscan } = await jsonFrame(input, context, {
    name: "SonarQube's generic issues",
    omit: [ISSUES, RULES],
    schema: frameSchema,
  })
  const rules = new Map<string, Rule>()
  let tool = njsscan && 'njsscan'
  for await (const element of eachElement(input, context, [RULES])) {
    // What breaks off is told once, by the issues.
    if (element.type === 'problem') continue
    const rule = shaped(ruleSchema, element)
    if (rule.type === 'problem') yield rule
    else {
      rules.set(rule.value.id, rule.value)
      tool ??= rule.value.engineId
    }
  }
  yield withoutGaps({ type: 'header' as const, tool, toolVersion: njsscan })
  for await (const element of eachElement(input, context, [ISSUES])) {
    const issue = element.type === 'problem' ? element : shaped(issueSchema, element)
    if (issue.type === 'problem') yield issue
    else if (element.type === 'element')
      yield observationOf(issue.value, rules.get(issue.value.ruleId), element.text)
  }
}
