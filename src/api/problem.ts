import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { AppError } from '../platform/errors.ts'
import type { problem } from './contract/common.ts'

type Problem = z.infer<typeof problem>

/** Every failure leaves the server here, as `application/problem+json`; what is not ours to tell goes to the log only. */
export function sendProblem(
  error: FastifyError | AppError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const body = problemOf(error)
  if (body.status >= 500) request.log.error({ err: error }, 'request failed')
  body.instance = `urn:uuid:${request.id}`
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body)
}

function problemOf(error: FastifyError | AppError | Error): Problem {
  if (error instanceof AppError) return make(error.status, error.code, error.message)
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error)
  const code = 'code' in error ? String(error.code) : ''
  const known = KNOWN[code] ?? KNOWN[code.slice(0, 2)]
  if (known) return make(...known)
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 400 && status < 500) return make(status, 'bad_request', error.message)
  return make(500, 'internal', 'Stance failed at this request. The log of the server has the reason.')
}

/** Codes of Fastify (FST_…), of PostgreSQL (five characters, or their class of two) and of the network. */
const KNOWN: Record<string, [status: number, code: string, detail: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too_large', 'The body is larger than this route accepts. Send less.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'bad_json', 'The body is not valid JSON. Check its syntax.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'bad_json', 'The body is empty. Send a JSON object.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'media_type',
    'This route does not read that Content-Type. Send application/json.',
  ],
  '22021': [400, 'bad_text', 'A text holds a character that cannot be stored (U+0000). Leave it out.'],
  '22P05': [400, 'bad_text', 'A text holds a character that cannot be stored (U+0000). Leave it out.'],
  '23503': [400, 'unknown_reference', 'The request names something that does not exist. Check its ids.'],
  '23505': [409, 'already_exists', 'There is one of this name already. Choose another name.'],
  ECONNREFUSED: [503, 'database_unreachable', 'The database does not answer. Try again shortly.'],
  '57': [503, 'database_unreachable', 'The database is stopping or starting. Try again shortly.'],
  '53': [503, 'database_full', 'The database has no room or no free connection left. Try again shortly.'],
}

function invalid(error: FastifyError): Problem {
  const errors = (error.validation ?? []).map(({ instancePath, message = '' }) => ({
    where: [PART[error.validationContext ?? ''], ...instancePath.split('/')].filter(Boolean).join('.'),
    message,
  }))
  const first = errors[0] ? ` ${errors[0].where}: ${errors[0].message.replace(/\.$/, '')}.` : ''
  return { ...make(400, 'invalid_request', `The request does not fit.${first}`), errors }
}

const PART: Record<string, string> = { querystring: 'query', params: 'path', headers: 'header', body: 'body' }

const make = (status: number, code: string, detail: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code,
})
