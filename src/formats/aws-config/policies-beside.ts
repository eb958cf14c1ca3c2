import type { RunningResource } from '../infrastructure/running-resources.ts'
import { asObjects, isObject, type Json } from '../values/fields.ts'

/** Policies that Config keeps with the resource that they open; templates have them as resources of their own, named so and pointing so. */
const BESIDE: Record<
  string,
  { type: string; points: string; several: boolean; policy: (own: Json, more: Json) => unknown }
> = {
  'AWS::S3::Bucket': {
    type: 'AWS::S3::BucketPolicy',
    points: 'Bucket',
    several: false,
    policy: (_, { BucketPolicy: kept }) => (isObject(kept) ? kept.policyText : undefined),
  },
  'AWS::SQS::Queue': {
    type: 'AWS::SQS::QueuePolicy',
    points: 'Queues',
    several: true,
    policy: (own) => own.policy ?? own.Policy,
  },
  'AWS::SNS::Topic': {
    type: 'AWS::SNS::TopicPolicy',
    points: 'Topics',
    several: true,
    policy: (own, more) => own.policy ?? own.Policy ?? more.Policy,
  },
}

/** The policy of a resource as a resource beside it; undefined where it has none. */
export function policyBeside(
  { name, type }: RunningResource,
  configuration: Json,
  supplement: Json,
): RunningResource | undefined {
  const beside = BESIDE[type]
  const policy = beside && documentIn(beside.policy(configuration, supplement))
  if (!beside || !policy) return undefined
  return {
    name: `${name}/policy`,
    type: beside.type,
    provider: 'aws',
    fields: { [beside.points]: beside.several ? [name] : name, PolicyDocument: policy },
    mentioned: true,
  }
}

function documentIn(value: unknown): Json | undefined {
  if (isObject(value)) return value
  if (typeof value !== 'string') return undefined
  try {
    const json: unknown = JSON.parse(value)
    return isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}

const EVERYBODY = /^AllUsers$|\/global\/AllUsers$/
const WRITES = /^(?:Write|WriteAcp|FullControl|WRITE|FULL_CONTROL)$/

/** A bucket's list of grants in the word of templates: who is everybody may read, or write too; undefined where nobody is. */
export function openAcl(list: unknown): 'PublicRead' | 'PublicReadWrite' | undefined {
  const open = asObjects(isObject(list) ? list.grantList : undefined).filter(({ grantee }) =>
    EVERYBODY.test(String(isObject(grantee) ? (grantee.uri ?? grantee.URI ?? '') : grantee)),
  )
  if (open.length === 0) return undefined
  return open.some(({ permission }) => WRITES.test(String(permission))) ? 'PublicReadWrite' : 'PublicRead'
}
