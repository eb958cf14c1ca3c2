import { z } from 'zod'
import { anything, label, listOf, number, part, position, text, texts } from '../values/lenient.ts'

const node = z.object({
  fileName: text,
  line: position,
  column: position,
  length: position,
  name: text,
  node: text,
  method: text,
  code: text,
})

const dependency = z.object({ name: text, version: label })

/** A result of any engine, with what stands above it in the report. */
export const resultSchema = z
  .object({
    type: text,
    id: label,
    similarityId: label,
    status: text,
    state: text,
    severity: text,
    queryName: text,
    group: text,
    groupName: text,
    languageName: text,
    platform: text,
    category: text,
    name: text,
    description: text,
    cweId: label,
    compliance: texts,
    compliances: texts,
    categories: listOf(z.object({ name: text, subCategories: texts })),
    foundAt: label,
    foundDate: label,
    lastDetectionDate: label,
    resultViewerLink: text,
    queryDescriptionLink: text,
    comments: part(z.object({ comments: text })),
    // Code
    nodes: listOf(node),
    destinationFileName: text,
    destinationLine: position,
    destinationCode: text,
    destinationMethod: text,
    // Configuration
    fileName: text,
    filename: text,
    line: position,
    issueType: text,
    expectedValue: text,
    actualValue: text,
    value: text,
    // Packages
    cveName: text,
    cvssScore: number,
    cvss: anything,
    packageIdentifier: text,
    packageName: text,
    packageVersion: label,
    version: label,
    recommendedVersion: label,
    recommendations: text,
    packageData: listOf(z.object({ url: text })),
    scaPackageData: part(
      z.object({
        fixLink: text,
        locations: texts,
        isDirectDependency: anything,
        dependencyPaths: z.array(listOf(dependency)).optional().catch(undefined),
      }),
    ),
    imageName: text,
    imageTag: label,
    // Secrets
    ruleName: text,
    ruleDescription: text,
    remediation: text,
    snippet: text,
  })
  .refine((result) => result.queryName ?? result.ruleName ?? result.id ?? result.cveName, {
    path: ['queryName'],
  })

export type Result = z.output<typeof resultSchema>
