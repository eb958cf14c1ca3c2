import type { Resource } from '../../model/observation.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { relativePath } from '../values/path.ts'

const PROVIDERS = new Map([
  ['AWS', 'aws'],
  ['AZURE', 'azure'],
  ['GCP', 'gcp'],
  ['K8S', 'kubernetes'],
  ['OCI', 'oci'],
  ['ALI', 'alicloud'],
])

const KUBERNETES = /^(?:kubernetes|helm|kustomize)$/

/** The resource that Checkov names so, in a check (its id) of a framework, found in a file. */
export function resourceOf(
  name: string,
  { framework, check, file }: { framework: string; check: string; file: string },
): Resource {
  const given = name.replace(/^\/+/, '')
  if (KUBERNETES.test(framework)) {
    // `Deployment.shop.api`, which other tools call `Deployment/shop/api`; a name may have dots of its own.
    const [, kind, namespace, name] = /^([A-Z]\w*)\.([^.]*)\.(.+)$/.exec(given) ?? []
    const address = kubernetesAddress({ kind, namespace, name })
    if (address !== undefined) return { address, type: kind as string, provider: 'kubernetes' }
  }
  const address = given
  const provider = PROVIDERS.get(/^CKV2?_([A-Z0-9]+)_/.exec(check)?.[1] ?? '')
  return { address, type: typeIn(address, file), provider }
}

/** `module.alb.aws_lb.main[0]` is an `aws_lb`, `AWS::S3::Bucket.Logs` an `AWS::S3::Bucket`; other addresses begin with a file. */
function typeIn(address: string, file: string): string | undefined {
  if (address.startsWith(relativePath(file)) || !/^[\w:]+\./.test(address)) return undefined
  const parts = address.replace(/^(?:module\.[^.]+\.)+/, '').split('.')
  return parts[0] === 'data' ? parts[1] : parts[0]
}
