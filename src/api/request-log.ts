import { type FastifyReply, type FastifyRequest, LogController } from 'fastify'

/**
 * One line a request when it is answered. Fastify's own lines hold whole URLs, and a URL may hold a one-time token or a
 * search for something private: these hold the route's pattern.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply) {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    }
    if (error) reply.log.error({ ...line, err: error }, 'request broke off')
    else reply.log.info(line, 'request')
  }
}
