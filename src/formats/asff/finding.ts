import { z } from 'zod'
import {
  anything,
  flag,
  label,
  listOf,
  needed,
  number,
  part,
  probability,
  text,
  texts,
} from '../values/lenient.ts'

const severity = part(z.object({ Label: text, Normalized: number, Original: label, Product: number }))

const resource = z.object({
  Id: needed,
  Type: text,
  Region: text,
  Partition: text,
  Tags: part(z.record(z.string(), anything)),
  Details: part(
    z.object({
      Container: part(z.object({ ImageName: text, ImageId: text, Name: text })),
      AwsEcrContainerImage: part(
        z.object({ RepositoryName: text, ImageDigest: text, ImageTags: texts, Architecture: text }),
      ),
      AwsEc2Instance: part(z.object({ ImageId: text, VpcId: text })),
      Other: part(z.record(z.string(), label)),
    }),
  ),
})

const affectedPackage = z.object({
  Name: needed,
  Version: label,
  Epoch: label,
  Release: label,
  Architecture: text,
  PackageManager: text,
  FilePath: text,
  FixedInVersion: text,
  Remediation: text,
})

const vulnerability = z.object({
  Id: needed,
  VulnerablePackages: listOf(affectedPackage),
  Cvss: listOf(z.object({ Version: label, BaseScore: number, BaseVector: text, Source: text })),
  RelatedVulnerabilities: texts,
  Vendor: part(z.object({ Name: text, Url: text, VendorSeverity: text })),
  ReferenceUrls: texts,
  FixAvailable: text,
  ExploitAvailable: text,
  EpssScore: probability,
  CodeVulnerabilities: listOf(
    z.object({
      Cwes: texts,
      FilePath: part(z.object({ FilePath: text, FileName: text, StartLine: number, EndLine: number })),
    }),
  ),
})

export const findingSchema = z.object({
  Id: text,
  ProductArn: text,
  ProductName: text,
  CompanyName: text,
  Region: text,
  GeneratorId: text,
  AwsAccountId: label,
  Types: texts,
  FirstObservedAt: anything,
  LastObservedAt: anything,
  UpdatedAt: anything,
  Severity: severity,
  Confidence: number,
  Title: needed,
  Description: text,
  Remediation: part(z.object({ Recommendation: part(z.object({ Text: text, Url: text })) })),
  SourceUrl: text,
  ProductFields: part(z.record(z.string(), label)),
  Resources: listOf(resource),
  Compliance: part(
    z.object({
      Status: text,
      StatusReasons: listOf(z.object({ ReasonCode: text, Description: text })),
      SecurityControlId: text,
      RelatedRequirements: texts,
      AssociatedStandards: listOf(z.object({ StandardsId: text })),
    }),
  ),
  Malware: listOf(z.object({ Name: text, Type: text, Path: text, State: text })),
  Workflow: part(z.object({ Status: text })),
  WorkflowState: text,
  RecordState: text,
  Note: part(z.object({ Text: text })),
  Vulnerabilities: listOf(vulnerability),
  FindingProviderFields: part(z.object({ Severity: severity, Types: texts })),
  EpssScore: probability,
  Sample: flag,
})

export type Finding = z.output<typeof findingSchema>
export type FindingResource = Finding['Resources'][number]
export type Vulnerability = Finding['Vulnerabilities'][number]
