import { ApiError } from '../api/api-error.ts'
import { apiUrl, type Query } from '../api/request.ts'
import type { Problem, Report } from '../api/types.ts'

/**
 * Sends a file to be imported. XMLHttpRequest, because fetch does not tell how much of a body is sent. `key` makes a
 * repetition harmless. Throws `ApiError` with what to do next.
 */
export function upload(
  file: File,
  query: Query,
  key: string,
  onProgress: (share: number) => void,
): Promise<Report> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('/reports', { ...query, fileName: file.name }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('idempotency-key', key)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new ApiError(0, 'unreachable', `${file.name} did not arrive. Try again.`))
    request.onload = () => {
      const { status } = request
      if (status < 300) return resolve(request.response as Report)
      const problem = request.response as Partial<Problem> | null
      reject(
        new ApiError(
          status,
          problem?.code ?? 'unexpected',
          problem?.detail ?? `The server answered ${status}.`,
        ),
      )
    }
    request.send(file)
  })
}

/** A random key; `crypto.randomUUID` is missing on plain http addresses other than this machine's. */
export const uploadKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
