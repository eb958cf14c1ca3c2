import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { ReportHeader } from '../contract.ts'
import { anything, listOf, part, text } from '../values/lenient.ts'

const fields = {
  projectName: text,
  displayTargetFile: text,
  targetFile: text,
  packageManager: text,
  path: text,
  docker: part(z.record(z.string(), anything)),
  vulnerabilities: part(z.array(anything)),
  infrastructureAsCodeIssues: part(z.array(anything)),
}

/** What was tested, as it stands around its lists of issues: a manifest, an image, an application in an image, a configuration file. */
export const projectSchema = z
  .object({ ...fields, applications: listOf(z.object(fields)) })
  .refine((project) => project.vulnerabilities ?? project.infrastructureAsCodeIssues, {
    path: ['vulnerabilities'],
  })

export type Fields = Omit<z.output<typeof projectSchema>, 'applications'>

/** A test that did not run. */
export const failureSchema = z.object({ error: z.string(), ok: z.literal(false) })

export interface Owner {
  tool: 'Snyk Open Source' | 'Snyk Container' | 'Snyk IaC'
  /** Image that holds it. */
  image?: string
  /** Manifest, lockfile or configuration file. */
  file?: string
  packageManager?: string
  target?: string
}

/** What owns the issues below each place of a document (`''`, `/2`, `/2/applications/0`). */
export function ownersIn(project: z.output<typeof projectSchema>, place: string): [string, Owner][] {
  const owner = ownerOf(project)
  const applications = project.applications.map((application, index): [string, Owner] => [
    `${place}/applications/${index}`,
    applicationOf(application, owner.image),
  ])
  return [[place, owner], ...applications]
}

function ownerOf(project: Fields): Owner {
  const file = project.displayTargetFile ?? project.targetFile
  const { packageManager } = project
  if (project.infrastructureAsCodeIssues) return { tool: 'Snyk IaC', file, packageManager, target: file }
  const name = project.projectName?.replace(/^docker-image\|/, '')
  if (!project.docker && name === project.projectName)
    return { tool: 'Snyk Open Source', file, packageManager, target: file ?? name ?? project.path }
  const image = imageIn(project.path, name)
  return { tool: 'Snyk Container', image, packageManager, target: image }
}

/** `path` is the image as it was named, with the last part of its name behind it again in some versions. */
function imageIn(path: string | undefined, name: string | undefined): string | undefined {
  if (path === undefined || name === undefined) return path ?? name
  const tail = name.slice(name.lastIndexOf('/')).replace(/^(?!\/)/, '/')
  const image = path.slice(0, -tail.length)
  return path.endsWith(tail) && image.startsWith(name) ? image : path
}

function applicationOf(application: Fields, image: string | undefined): Owner {
  const file = application.displayTargetFile ?? application.targetFile
  const target = [image, file ?? application.projectName].filter(Boolean).join(' ')
  return { tool: 'Snyk Container', image, file, packageManager: application.packageManager, target }
}

export const headerOf = ({ tool, target }: Owner): ReportHeader => ({
  type: 'header',
  tool,
  ...(target && { target }),
})

export const claimOf = (image: string): AssetClaim => ({
  type: 'asset',
  kind: 'container-image',
  name: image,
})
