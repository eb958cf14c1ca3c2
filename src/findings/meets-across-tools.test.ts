import { expect, test } from 'vitest'
import { checkov } from '../formats/checkov/index.ts'
import type { Format } from '../formats/contract.ts'
import { hadolint } from '../formats/hadolint/index.ts'
import { kics } from '../formats/kics/index.ts'
import { terrascan } from '../formats/terrascan/index.ts'
import { itemsOf, observationsIn } from '../formats/test-items.ts'
import { tfsec } from '../formats/tfsec/index.ts'
import { trivy } from '../formats/trivy/index.ts'
import { identify } from './identity.ts'

// The same resource and the same control, as the tools' own formats say it.

const checkovReport = (framework: string, check: string, file: string, resource: string) =>
  JSON.stringify({
    check_type: framework,
    results: {
      failed_checks: [
        {
          check_id: check,
          check_name: check,
          file_path: `/${file}`,
          repo_file_path: `/${file}`,
          file_line_range: [1, 9],
          resource,
        },
      ],
    },
    summary: { checkov_version: '3.2.500' },
  })

const trivyReport = (type: string, id: string, target: string, message: string, resource?: string) =>
  JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: '.',
    ArtifactType: 'filesystem',
    Results: [
      {
        Target: target,
        Class: 'config',
        Type: type,
        Misconfigurations: [
          {
            Type: type,
            ID: id,
            Title: id,
            Message: message,
            Severity: 'HIGH',
            Status: 'FAIL',
            CauseMetadata: { Resource: resource, StartLine: 3, EndLine: 9 },
          },
        ],
      },
    ],
  })

const kicsReport = (platform: string, query: string, file: object) =>
  JSON.stringify({
    queries_total: 1,
    files_scanned: 1,
    queries: [
      {
        query_name: query,
        query_id: query,
        severity: 'HIGH',
        platform,
        files: [{ line: 3, similarity_id: '72ad', ...file }],
      },
    ],
  })

const tfsecReport = (id: string, long: string, file: string, resource: string) =>
  JSON.stringify({
    results: [
      {
        rule_id: id,
        long_id: long,
        rule_description: id,
        severity: 'HIGH',
        status: 0,
        resource,
        location: { filename: file, start_line: 3, end_line: 9 },
      },
    ],
  })

const terrascanReport = (id: string, type: string, name: string, file: string) =>
  JSON.stringify({
    results: {
      violations: [
        {
          rule_name: id,
          rule_id: id,
          severity: 'HIGH',
          resource_name: name,
          resource_type: type,
          module_name: 'root',
          file,
          line: 3,
        },
      ],
      scan_summary: { iac_type: 'terraform' },
    },
  })

const hadolintReport = (code: string, file: string) =>
  JSON.stringify([{ code, file, line: 9, column: 1, level: 'warning', message: code }])

/** The identities that a report's one finding shares with other tools. */
async function sharedBy([format, report]: [Format, string]): Promise<string[]> {
  const [observation, ...others] = observationsIn(await itemsOf(format, report))
  expect(others).toEqual([])
  if (!observation) throw new Error(`${format.id} has read no finding`)
  return identify(format.id, observation).shared
}

test.each<[string, [Format, string][]]>([
  [
    'versions of a bucket, in Terraform',
    [
      [checkov, checkovReport('terraform', 'CKV_AWS_21', 'main.tf', 'aws_s3_bucket.logs')],
      [
        trivy,
        trivyReport('terraform', 'AVD-AWS-0090', 'main.tf', 'Bucket has no versions', 'aws_s3_bucket.logs'),
      ],
      [
        kics,
        kicsReport('Terraform', '568a4d22-3517-44a6-a7ad-6a7eed88722c', {
          file_name: 'main.tf',
          search_key: 'aws_s3_bucket[logs]',
        }),
      ],
      [tfsec, tfsecReport('AVD-AWS-0090', 'aws-s3-enable-versioning', 'main.tf', 'aws_s3_bucket.logs')],
      [terrascan, terrascanReport('AC_AWS_0214', 'aws_s3_bucket', 'logs', 'main.tf')],
    ],
  ],
  [
    'keys of a cluster that nobody turns, in Terraform',
    [
      [checkov, checkovReport('terraform', 'CKV_AWS_7', 'kms.tf', 'aws_kms_key.ledger')],
      [
        trivy,
        trivyReport('terraform', 'AVD-AWS-0065', 'kms.tf', 'Key does not rotate', 'aws_kms_key.ledger'),
      ],
      [
        kics,
        kicsReport('Terraform', '22fbfeac-7b5a-421a-8a27-7a2178bb910b', {
          file_name: 'kms.tf',
          search_key: 'aws_kms_key[ledger]',
        }),
      ],
    ],
  ],
  [
    'a privileged container, in a manifest',
    [
      [checkov, checkovReport('kubernetes', 'CKV_K8S_16', 'k8s/api.yaml', 'Deployment.default.api')],
      [
        trivy,
        trivyReport(
          'kubernetes',
          'KSV017',
          'k8s/api.yaml',
          "Container 'web' of Deployment 'api' should set 'securityContext.privileged' to false",
        ),
      ],
      [
        kics,
        kicsReport('Kubernetes', 'dd29336b-fe57-445b-a26e-e6aa867ae609', {
          file_name: 'k8s/api.yaml',
          resource_type: 'Deployment',
          resource_name: 'api',
          search_key: 'metadata.name={{api}}',
        }),
      ],
    ],
  ],
  [
    'pods of a deployment, in a manifest',
    [
      [checkov, checkovReport('kubernetes', 'CKV_K8S_16', 'k8s/api.yaml', 'Pod.shop.api.app-api')],
      [
        trivy,
        trivyReport(
          'kubernetes',
          'KSV-0017',
          'k8s/api.yaml',
          'container web of deployment api in shop namespace should not set securityContext.privileged to true',
        ),
      ],
      [
        kics,
        kicsReport('Kubernetes', 'dd29336b-fe57-445b-a26e-e6aa867ae609', {
          file_name: 'k8s/api.yaml',
          resource_type: 'Deployment',
          resource_name: 'api',
          search_key: 'metadata.name={{api}}',
        }),
      ],
    ],
  ],
  [
    'an image that runs as root, in a Dockerfile',
    [
      [checkov, checkovReport('dockerfile', 'CKV_DOCKER_3', 'api/Dockerfile', '/api/Dockerfile.')],
      [trivy, trivyReport('dockerfile', 'DS002', 'api/Dockerfile', 'Specify at least 1 USER command')],
      [
        kics,
        kicsReport('Dockerfile', 'fd54f200-402c-4333-a5a4-36ef6709af2f', {
          file_name: 'api/Dockerfile',
          search_key: 'FROM={{node}}',
        }),
      ],
      [hadolint, hadolintReport('DL3002', 'api/Dockerfile')],
    ],
  ],
])('%s', async (_, reports) => {
  const [first = [], ...others] = await Promise.all(reports.map(sharedBy))
  for (const [index, shared] of others.entries())
    expect(
      first.filter((key) => shared.includes(key)),
      reports[index + 1]?.[0].id,
    ).not.toEqual([])
})

test('another object in the same manifest is another finding', async () => {
  const one = await sharedBy([
    checkov,
    checkovReport('kubernetes', 'CKV_K8S_16', 'api.yaml', 'Deployment.default.api'),
  ])
  const other = await sharedBy([
    checkov,
    checkovReport('kubernetes', 'CKV_K8S_16', 'api.yaml', 'Deployment.default.jobs'),
  ])
  expect(one.filter((key) => other.includes(key))).toEqual([])
})
