import { z } from 'zod'
import { anything, label, listOf, needed, number, part, probability, text, texts } from '../values/lenient.ts'

const resource = z.object({
  id: needed,
  type: text,
  region: text,
  tags: part(z.record(z.string(), anything)),
  details: part(
    z.object({
      awsEc2Instance: part(z.object({ platform: text, imageId: text })),
      awsEcrContainerImage: part(
        z.object({
          repositoryName: text,
          registry: text,
          imageHash: text,
          imageTags: texts,
          architecture: text,
          platform: text,
        }),
      ),
      awsLambdaFunction: part(z.object({ functionName: text, runtime: text })),
      codeRepository: part(z.object({ projectName: text, providerType: text })),
    }),
  ),
})

const affectedPackage = z.object({
  name: needed,
  version: label,
  epoch: label,
  release: label,
  arch: text,
  packageManager: text,
  filePath: text,
  fixedInVersion: text,
  remediation: text,
})

export const findingSchema = z.object({
  findingArn: text,
  awsAccountId: label,
  type: text,
  title: needed,
  description: text,
  severity: text,
  status: text,
  inspectorScore: number,
  inspectorScoreDetails: part(
    z.object({
      adjustedCvss: part(
        z.object({ score: number, scoringVector: text, version: label, cvssSource: text, scoreSource: text }),
      ),
    }),
  ),
  epss: part(z.object({ score: probability })),
  exploitAvailable: text,
  exploitabilityDetails: part(z.object({ lastKnownExploitAt: anything })),
  fixAvailable: text,
  lastObservedAt: anything,
  updatedAt: anything,
  remediation: part(z.object({ recommendation: part(z.object({ text: text, Url: text, url: text })) })),
  resources: listOf(resource),
  packageVulnerabilityDetails: part(
    z.object({
      vulnerabilityId: needed,
      vulnerablePackages: listOf(affectedPackage),
      cvss: listOf(z.object({ baseScore: number, scoringVector: text, source: text, version: label })),
      relatedVulnerabilities: texts,
      referenceUrls: texts,
      source: text,
      sourceUrl: text,
      vendorSeverity: text,
    }),
  ),
  networkReachabilityDetails: part(
    z.object({
      openPortRange: part(z.object({ begin: number, end: number })),
      protocol: text,
      networkPath: part(z.object({ steps: listOf(z.object({ componentId: text, componentType: text })) })),
    }),
  ),
  codeVulnerabilityDetails: part(
    z.object({
      cwes: texts,
      detectorId: text,
      detectorName: text,
      detectorTags: texts,
      ruleId: text,
      referenceUrls: texts,
      filePath: part(z.object({ fileName: text, filePath: text, startLine: number, endLine: number })),
    }),
  ),
})

export type Finding = z.output<typeof findingSchema>
export type FindingResource = Finding['resources'][number]
