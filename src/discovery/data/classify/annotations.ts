import type { DataClass } from '../../../model/application.ts'

// Marks that authors put at a field, as annotations, decorators, options and comments do.
const MARKS: { mark: RegExp; class: DataClass; confidence: number }[] = [
  { mark: /\b(?:x-)?phi\b|protected health/i, class: 'phi', confidence: 0.9 },
  { mark: /\b(?:x-)?pci\b/i, class: 'pci', confidence: 0.9 },
  {
    mark: /@?PersonalData\b|\b(?:x-)?pii\b|personal[ _-]data|personally identifiable|\bGDPR\b|\bDSGVO\b|\bRGPD\b/i,
    class: 'pii',
    confidence: 0.9,
  },
  {
    mark: /@?SensitiveData\b|(?<!case[ _-])\b(?:x-)?sensitive\b|debug_redact/i,
    class: 'pii',
    confidence: 0.7,
  },
  {
    mark: /@?Encrypted?\b|attr_encrypted|\bencrypts\b|EncryptedColumn|EncryptedField|encrypted_type|\bAttributeConverter\b.*[Cc]rypt/,
    class: 'pii',
    confidence: 0.6,
  },
]

/** What annotations or comments at a field say outright. */
export function annotationOf(
  note: string | undefined,
): { class: DataClass; confidence: number; evidence: string } | undefined {
  if (!note) return undefined
  const text = note.slice(0, 500)
  for (const one of MARKS) {
    const found = one.mark.exec(text)
    if (found)
      return { class: one.class, confidence: one.confidence, evidence: `marked “${found[0].trim()}”` }
  }
  return undefined
}
