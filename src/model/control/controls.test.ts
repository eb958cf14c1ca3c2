import { expect, test } from 'vitest'
import catalogue from './catalogue.json' with { type: 'json' }
import { controlsOf } from './controls.ts'

test.each([
  ['Checkov', 'CKV_AWS_19'],
  ['Trivy', 'AVD-AWS-0088'],
  ['tfsec', 'aws-s3-enable-bucket-encryption'],
  ['KICS', '6726dcc0-5ff5-459d-b473-a780bef7665c'],
  ['Terrascan', 'AC_AWS_0207'],
  ['Prowler', 's3_bucket_default_encryption'],
  ['ScoutSuite', 's3-bucket-no-default-encryption'],
  ['Security Hub', 'S3.4'],
  ['Security Hub, by its standard', 'aws-foundational-security-best-practices/v/1.0.0/S3.4'],
])('%s’s rule %s checks encryption of S3 buckets', (_, rule) => {
  expect(controlsOf(rule)).toEqual(['aws-s3-encryption-at-rest'])
})

test('Kubernetes and Docker', () => {
  expect(controlsOf('KSV017')).toEqual(controlsOf('CKV_K8S_16'))
  expect(controlsOf('AVD-DS-0002')).toEqual(controlsOf('CKV_DOCKER_3'))
})

test('a rule that no entry has checks nothing that others share', () => {
  expect(controlsOf('CKV_AWS_99999')).toEqual([])
  expect(controlsOf('__proto__')).toEqual([])
})

test('a rule stands in one entry, and each entry has several', () => {
  const entries = Object.values(catalogue as Record<string, string[]>)
  const rules = entries.flat().map((rule) => rule.toLowerCase())
  expect(rules).toHaveLength(new Set(rules).size)
  expect(entries.every((entry) => entry.length > 1)).toBe(true)
})
