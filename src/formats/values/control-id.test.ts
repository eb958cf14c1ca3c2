import { expect, test } from 'vitest'
import { controlId, controlsIn } from './control-id.ts'

test.each([
  ['CIS-1.4', '1.20', 'aws', 'CIS-AWS-1.4:1.20'],
  ['cis-aws-foundations-benchmark/v/1.2.0', '1.1', undefined, 'CIS-AWS-1.2:1.1'],
  ['CIS Google Cloud Platform Foundations 1.0.0', '5.3', undefined, 'CIS-GCP-1.0:5.3'],
  ['cis-1.5', '4.1.1', 'kubernetes', 'CIS-Kubernetes-1.5:4.1.1'],
  ['CIS', '2.1', 'docker', 'CIS-Docker:2.1'],
  ['CIS', '2.1', undefined, 'CIS:2.1'],
  ['NIST-800-53-Revision-5', 'sc_7_12', 'aws', 'NIST-800-53-r5:SC-7(12)'],
  ['NIST.800-53.r5', 'AC-3(7)', undefined, 'NIST-800-53-r5:AC-3(7)'],
  ['nist_800_53_revision_4', 'ac_4', 'aws', 'NIST-800-53-r4:AC-4'],
  ['NIST 800-53', 'AC-2 (a)', undefined, 'NIST-800-53:AC-2 (a)'],
  ['PCI DSS v3.2.1', '1.3.1', undefined, 'PCI-DSS-3.2.1:1.3.1'],
  ['pci 3.2.1', '1.3.1', 'gcp', 'PCI-DSS-3.2.1:1.3.1'],
  ['standards/aws-foundational-security-best-practices/v/1.0.0', 'S3.8', undefined, 'AWS-FSBP:S3.8'],
  ['ENS-RD2022', 'op.exp.8', 'aws', 'ENS-RD2022:op.exp.8'],
  ['House Rules', '7', undefined, 'House-Rules:7'],
])('%s %s of %s', (framework, number, product, id) => {
  expect(controlId(framework, number, product)).toBe(id)
})

test.each([
  ['CIS AWS Foundations Benchmark v1.4.0/2.1.1', ['CIS-AWS-1.4:2.1.1']],
  ['NIST.800-53.r5 AC-3(7)', ['NIST-800-53-r5:AC-3(7)']],
  ['PCI DSS 1.2.1', ['PCI-DSS:1.2.1']],
  ['PCI DSS v4.0.1/1.4.4', ['PCI-DSS-4.0.1:1.4.4']],
  ['CIS-1.4 1.20 1.21', ['CIS-1.4:1.20', 'CIS-1.4:1.21']],
  ['Some words only', ['Some words only']],
  [' ', []],
])('in the text %j', (text, ids) => {
  expect(controlsIn(text)).toEqual(ids)
})
