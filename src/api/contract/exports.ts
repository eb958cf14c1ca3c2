import { z } from 'zod'

export const sbomFormat = z.enum(['cyclonedx-1.7', 'cyclonedx-1.6', 'spdx-2.3', 'spdx-3.0'])
export const vexFormat = z.enum(['openvex', 'csaf', 'cyclonedx'])

export const sbomQuery = z.object({
  format: sbomFormat.default('cyclonedx-1.7'),
  /** The asset's default branch when left out. */
  branch: z.string().min(1).max(500).optional(),
})
export const vexQuery = z.object({ format: vexFormat.default('openvex') })
