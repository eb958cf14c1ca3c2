import type { DataClass, Exposure } from './application.ts'
import type { LinkKind } from './estate.ts'

/** Where something was read: `file` is relative to the root with `/`, lines count from 1. */
export interface Place {
  file: string
  line: number
}

/** A thing of infrastructure that code declares or a cluster or a cloud runs. */
export interface Infrastructure extends Place {
  kind:
    | 'workload'
    | 'service'
    | 'ingress'
    | 'load-balancer'
    | 'image'
    | 'network'
    | 'network-policy'
    | 'data-store'
    | 'queue'
    | 'secret'
    | 'identity'
    | 'permission'
    | 'function'
    | 'cluster'
    | 'gateway'
    | 'host'
    | 'resource'
  /** Address that is stable: `aws_s3_bucket.logs`, `Deployment/shop/api`, `compose/api`, an image reference. */
  name: string
  /** `aws_s3_bucket`, `Deployment`, `AWS::S3::Bucket`. */
  type: string
  provider: 'aws' | 'azure' | 'gcp' | 'kubernetes' | 'docker' | 'serverless' | string
  /** Left out when the source does not tell. */
  exposure?: Exposure
  /** The words that show the exposure: `0.0.0.0/0 on port 443`. */
  exposedBy?: string
  /** Classes of data that it is seen to keep. */
  data?: DataClass[]
  /** What else matters, flat: `image`, `ports`, `replicas`, `encrypted`, `engine`, … */
  attributes: Record<string, string>
}

/**
 * How one thing stands to another. Ends are `kind:name`: `repository:` (the root; name empty until it is taken in), `deployable:<path>`,
 * `pipeline:<file>`, `image:<reference without tag>`, `workload:<name>`, `service:<name>`, `ingress:<name>`, `data-store:<name>` (an
 * Infrastructure's kind and name), `endpoint:<METHOD> <path>`, `model:<name>`, `third-party:<name>`, `ai:<name>`, `path:<file or folder>`
 * (whatever is declared there), `internet:`.
 */
export interface Link {
  from: string
  kind: LinkKind
  to: string
  /** `k8s/api.yaml:12 image acme/api:1.4`. */
  evidence: string
  /** 0–1: 0.9 and more = written down, 0.6 = by convention, less = by likeness of names. */
  confidence: number
}
