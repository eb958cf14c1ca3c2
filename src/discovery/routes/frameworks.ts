import type { Framework } from './contract.ts'
import { actix } from './frameworks/actix.ts'
import { adonis } from './frameworks/adonis.ts'
import { aiohttp } from './frameworks/aiohttp.ts'
import { apiPlatform } from './frameworks/api-platform.ts'
import { aspnetControllers } from './frameworks/aspnet-controllers.ts'
import { aspnetMinimal } from './frameworks/aspnet-minimal.ts'
import { astro } from './frameworks/astro.ts'
import { axum } from './frameworks/axum.ts'
import { beego } from './frameworks/beego.ts'
import { chi } from './frameworks/chi.ts'
import { codeigniter } from './frameworks/codeigniter.ts'
import { django } from './frameworks/django.ts'
import { djangoNinja } from './frameworks/django-ninja.ts'
import { djangoRest } from './frameworks/django-rest.ts'
import { echo } from './frameworks/echo.ts'
import { express } from './frameworks/express.ts'
import { falcon } from './frameworks/falcon.ts'
import { fastEndpoints } from './frameworks/fast-endpoints.ts'
import { fastapi } from './frameworks/fastapi.ts'
import { fasthttpRouter } from './frameworks/fasthttp-router.ts'
import { fastify } from './frameworks/fastify.ts'
import { fiber } from './frameworks/fiber.ts'
import { flask } from './frameworks/flask.ts'
import { gin } from './frameworks/gin.ts'
import { gorillaMux } from './frameworks/gorilla-mux.ts'
import { grape } from './frameworks/grape.ts'
import { hapi } from './frameworks/hapi.ts'
import { hertz } from './frameworks/hertz.ts'
import { hono } from './frameworks/hono.ts'
import { httprouter } from './frameworks/httprouter.ts'
import { iris } from './frameworks/iris.ts'
import { javalin } from './frameworks/javalin.ts'
import { jaxRs } from './frameworks/jax-rs.ts'
import { koa } from './frameworks/koa.ts'
import { ktor } from './frameworks/ktor.ts'
import { laravel } from './frameworks/laravel.ts'
import { litestar } from './frameworks/litestar.ts'
import { micronaut } from './frameworks/micronaut.ts'
import { nest } from './frameworks/nest.ts'
import { netHttp } from './frameworks/net-http.ts'
import { next } from './frameworks/next.ts'
import { nitro } from './frameworks/nitro.ts'
import { ownRegistrar } from './frameworks/own-registrar.ts'
import { play } from './frameworks/play.ts'
import { rails } from './frameworks/rails.ts'
import { remix } from './frameworks/remix.ts'
import { rocket } from './frameworks/rocket.ts'
import { sanic } from './frameworks/sanic.ts'
import { sinatra } from './frameworks/sinatra.ts'
import { slim } from './frameworks/slim.ts'
import { springMvc } from './frameworks/spring-mvc.ts'
import { springMvcDataRest } from './frameworks/spring-mvc-data-rest.ts'
import { springWebflux } from './frameworks/spring-webflux.ts'
import { starlette } from './frameworks/starlette.ts'
import { sveltekit } from './frameworks/sveltekit.ts'
import { symfony } from './frameworks/symfony.ts'
import { tornado } from './frameworks/tornado.ts'

import { trpc } from './frameworks/trpc.ts'

/** Every web framework whose routes are read. */
export const FRAMEWORKS: readonly Framework[] = [
  next,
  sveltekit,
  nitro,
  remix,
  astro,
  adonis,
  hapi,
  nest,
  koa,
  fastify,
  hono,
  express,
  trpc,
  flask,
  chi,
  echo,
  fiber,
  gin,
  httprouter,
  fasthttpRouter,
  hertz,
  iris,
  beego,
  fastapi,
  springMvc,
  jaxRs,
  micronaut,
  javalin,
  django,
  djangoRest,
  djangoNinja,
  aiohttp,
  tornado,
  falcon,
  sanic,
  starlette,
  litestar,
  netHttp,
  ownRegistrar,
  gorillaMux,
  aspnetControllers,
  aspnetMinimal,
  fastEndpoints,
  ktor,
  springWebflux,
  springMvcDataRest,
  play,
  axum,
  actix,
  rocket,
  rails,
  sinatra,
  grape,
  laravel,
  symfony,
  apiPlatform,
  codeigniter,
  slim,
]

export const FRAMEWORK_BY_ID: ReadonlyMap<string, Framework> = new Map(FRAMEWORKS.map((one) => [one.id, one]))
