import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type RunningResource, runningItems } from '../infrastructure/running-resources.ts'
import { loss, problem } from '../problem.ts'
import { eachElement, wholeJson } from '../syntax/json.ts'
import { byWord } from '../values/by-word.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { policyLinks } from './policy-links.ts'
import { resourcesNamedIn } from './resources-named.ts'

export const awsIam = {
  id: 'aws-iam',
  name: 'AWS IAM account authorization details',
  link: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html',
  extensions: ['.json'],
  // It says who may do what, and finds nothing wrong with it.
  kinds: [],
  howTo: 'aws iam get-account-authorization-details > iam.json',
  detect,
  read,
} satisfies Format

/** Lists of the answer, with the type that a template calls their members. */
const LISTS: Record<string, string> = byWord({
  UserDetailList: 'AWS::IAM::User',
  GroupDetailList: 'AWS::IAM::Group',
  RoleDetailList: 'AWS::IAM::Role',
  Policies: 'AWS::IAM::ManagedPolicy',
})
const PATTERNS = Object.keys(LISTS).map((name) => `/${name}/*`)

function detect({ outline }: Sample): number {
  return isObject(outline) && Array.isArray(outline.RoleDetailList) && Array.isArray(outline.UserDetailList)
    ? 1
    : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, PATTERNS)
  yield { type: 'header', tool: 'AWS IAM' }
  yield* problems
  const whole = isObject(value) ? value : {}
  if (!Object.keys(LISTS).some((name) => Array.isArray(whole[name])))
    yield loss('', 'this answer has none of its lists: nothing is known from it')
  if (whole.IsTruncated === true) yield loss('', 'further pages of this answer are missing')
  const resources: RunningResource[] = []
  for await (const element of eachElement(input, context, PATTERNS)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const arn = isObject(element.value) ? asText(element.value.Arn) : undefined
    const type = LISTS[element.pattern.split('/')[1] ?? '']
    if (!arn || !type) yield problem(element.where, 'an identity or a policy without an ARN is left out')
    else resources.push(resourceOf(arn, type, element.value as Json))
  }
  yield* runningItems([...resources, ...resourcesNamedIn(resources)])
  yield* policyLinks(resources)
}

function resourceOf(arn: string, type: string, value: Json): RunningResource {
  const inline = ['UserPolicyList', 'GroupPolicyList', 'RolePolicyList'].flatMap((name) =>
    asObjects(value[name]),
  )
  const current = asObjects(value.PolicyVersionList).find(({ IsDefaultVersion }) => IsDefaultVersion === true)
  return {
    name: arn,
    type,
    provider: 'aws',
    fields: {
      arn,
      ManagedPolicyArns: asObjects(value.AttachedManagedPolicies).flatMap(
        ({ PolicyArn }) => asText(PolicyArn) ?? [],
      ),
      Policies: inline.map(({ PolicyName, PolicyDocument }) => ({ PolicyName, PolicyDocument })),
      ...(current ? { PolicyDocument: current.Document } : {}),
      GroupNames: value.GroupList,
      AssumeRolePolicyDocument: value.AssumeRolePolicyDocument,
    },
    more: {
      title:
        asText(value.RoleName) ??
        asText(value.UserName) ??
        asText(value.GroupName) ??
        asText(value.PolicyName),
      account: arn.split(':')[4],
      lastUsed: isObject(value.RoleLastUsed) ? isoTime(value.RoleLastUsed.LastUsedDate) : undefined,
    },
  }
}
