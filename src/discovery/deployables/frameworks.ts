/** What a framework makes of the folder that asks for it. */
export type Makes = 'service' | 'site' | 'application' | 'function' | 'job' | undefined

interface FrameworkRule {
  name: string
  makes?: Makes
  /** Package as manifests name it; `*` at its end stands for whatever follows. */
  packages: string[]
}

/** Frameworks by the packages that bring them, as their makers write the names. */
const RULES: readonly FrameworkRule[] = [
  { name: 'Express', makes: 'service', packages: ['express'] },
  { name: 'Fastify', makes: 'service', packages: ['fastify'] },
  { name: 'Koa', makes: 'service', packages: ['koa'] },
  { name: 'hapi', makes: 'service', packages: ['@hapi/hapi', 'hapi'] },
  { name: 'NestJS', makes: 'service', packages: ['@nestjs/core'] },
  { name: 'Hono', makes: 'service', packages: ['hono'] },
  { name: 'Restify', makes: 'service', packages: ['restify'] },
  { name: 'AdonisJS', makes: 'service', packages: ['@adonisjs/core'] },
  {
    name: 'Apollo Server',
    makes: 'service',
    packages: ['@apollo/server', 'apollo-server', 'apollo-server-express'],
  },
  { name: 'Next.js', makes: 'service', packages: ['next'] },
  { name: 'Nuxt', makes: 'service', packages: ['nuxt'] },
  {
    name: 'Remix',
    makes: 'service',
    packages: ['@remix-run/node', '@remix-run/serve', '@react-router/node'],
  },
  { name: 'SvelteKit', makes: 'service', packages: ['@sveltejs/kit'] },
  { name: 'Astro', makes: 'site', packages: ['astro'] },
  { name: 'Gatsby', makes: 'site', packages: ['gatsby'] },
  { name: 'Docusaurus', makes: 'site', packages: ['@docusaurus/core'] },
  { name: 'VitePress', makes: 'site', packages: ['vitepress', 'vuepress'] },
  { name: 'Eleventy', makes: 'site', packages: ['@11ty/eleventy'] },
  { name: 'Angular', makes: 'site', packages: ['@angular/core'] },
  { name: 'React', packages: ['react'] },
  { name: 'Vue', packages: ['vue'] },
  { name: 'Svelte', packages: ['svelte'] },
  { name: 'SolidJS', packages: ['solid-js'] },
  { name: 'Vite', packages: ['vite'] },
  { name: 'Create React App', makes: 'site', packages: ['react-scripts'] },
  { name: 'Electron', makes: 'application', packages: ['electron'] },
  { name: 'React Native', makes: 'application', packages: ['react-native'] },
  { name: 'Expo', makes: 'application', packages: ['expo'] },
  { name: 'Socket.IO', makes: 'service', packages: ['socket.io'] },
  {
    name: 'gRPC',
    packages: [
      '@grpc/grpc-js',
      'grpc',
      'grpcio',
      'google.golang.org/grpc',
      'io.grpc:*',
      'Grpc.AspNetCore',
      'tonic',
      'grpc-tools',
    ],
  },
  { name: 'Django', makes: 'service', packages: ['django'] },
  { name: 'Django REST framework', makes: 'service', packages: ['djangorestframework'] },
  { name: 'Flask', makes: 'service', packages: ['flask'] },
  { name: 'FastAPI', makes: 'service', packages: ['fastapi'] },
  { name: 'Starlette', makes: 'service', packages: ['starlette'] },
  { name: 'aiohttp', packages: ['aiohttp'] },
  { name: 'Tornado', makes: 'service', packages: ['tornado'] },
  { name: 'Sanic', makes: 'service', packages: ['sanic'] },
  { name: 'Falcon', makes: 'service', packages: ['falcon'] },
  { name: 'Bottle', makes: 'service', packages: ['bottle'] },
  { name: 'Litestar', makes: 'service', packages: ['litestar'] },
  { name: 'Celery', packages: ['celery'] },
  { name: 'Airflow', makes: 'job', packages: ['apache-airflow'] },
  { name: 'Streamlit', makes: 'service', packages: ['streamlit'] },
  { name: 'Gradio', makes: 'service', packages: ['gradio'] },
  { name: 'Locust', makes: 'job', packages: ['locust'] },
  { name: 'Sphinx', makes: 'site', packages: ['sphinx'] },
  { name: 'MkDocs', makes: 'site', packages: ['mkdocs'] },
  { name: 'Gin', makes: 'service', packages: ['github.com/gin-gonic/gin'] },
  { name: 'Echo', makes: 'service', packages: ['github.com/labstack/echo*'] },
  { name: 'Fiber', makes: 'service', packages: ['github.com/gofiber/fiber*'] },
  { name: 'chi', makes: 'service', packages: ['github.com/go-chi/chi*'] },
  { name: 'Gorilla', makes: 'service', packages: ['github.com/gorilla/mux'] },
  { name: 'Beego', makes: 'service', packages: ['github.com/beego/beego*', 'github.com/astaxie/beego'] },
  { name: 'Go kit', makes: 'service', packages: ['github.com/go-kit/kit'] },
  { name: 'Cobra', packages: ['github.com/spf13/cobra'] },
  {
    name: 'Spring Boot',
    packages: [
      'org.springframework.boot:*',
      'parent:spring-boot-starter-parent',
      'plugin:spring-boot-maven-plugin',
      'org.springframework.boot',
      'spring.boot',
    ],
  },
  { name: 'Spring', packages: ['org.springframework:*'] },
  {
    name: 'Spring Web',
    makes: 'service',
    packages: [
      'org.springframework.boot:spring-boot-starter-web*',
      'org.springframework:spring-webmvc',
      'org.springframework.boot:spring-boot-starter-jersey',
    ],
  },
  {
    name: 'Spring Cloud',
    makes: 'service',
    packages: [
      'org.springframework.cloud:spring-cloud-starter-gateway*',
      'org.springframework.cloud:spring-cloud-config-server',
      'org.springframework.cloud:spring-cloud-starter-netflix-eureka-server',
      'org.springframework.cloud:spring-cloud-netflix-eureka-server',
    ],
  },
  { name: 'Quarkus', makes: 'service', packages: ['io.quarkus:*', 'io.quarkus'] },
  { name: 'Micronaut', makes: 'service', packages: ['io.micronaut:*', 'io.micronaut.application'] },
  { name: 'Helidon', makes: 'service', packages: ['io.helidon*'] },
  { name: 'Dropwizard', makes: 'service', packages: ['io.dropwizard:*'] },
  { name: 'Javalin', makes: 'service', packages: ['io.javalin:*'] },
  { name: 'Vert.x', makes: 'service', packages: ['io.vertx:*'] },
  { name: 'Ktor', makes: 'service', packages: ['io.ktor:ktor-server*', 'io.ktor.plugin'] },
  { name: 'Jersey', makes: 'service', packages: ['org.glassfish.jersey.containers:*'] },
  { name: 'Servlet', packages: ['javax.servlet:*', 'jakarta.servlet:*'] },
  { name: 'Jakarta EE', makes: 'service', packages: ['jakarta.platform:*', 'javax:javaee-api'] },
  { name: 'Play', makes: 'service', packages: ['com.typesafe.play*', 'org.playframework*'] },
  { name: 'Android', makes: 'application', packages: ['com.android.application', 'android.application'] },
  {
    name: 'ASP.NET Core',
    makes: 'service',
    packages: ['sdk:Microsoft.NET.Sdk.Web', 'Microsoft.AspNetCore.App'],
  },
  {
    name: 'Blazor',
    packages: ['sdk:Microsoft.NET.Sdk.BlazorWebAssembly', 'Microsoft.AspNetCore.Components.*'],
  },
  { name: '.NET MAUI', makes: 'application', packages: ['sdk:Maui'] },
  { name: '.NET Aspire', packages: ['sdk:Aspire.AppHost.Sdk*', 'Aspire.Hosting*'] },
  { name: 'Worker Service', makes: 'service', packages: ['sdk:Microsoft.NET.Sdk.Worker'] },
  { name: 'Ruby on Rails', makes: 'service', packages: ['rails'] },
  { name: 'Sinatra', makes: 'service', packages: ['sinatra'] },
  { name: 'Grape', makes: 'service', packages: ['grape'] },
  { name: 'Hanami', makes: 'service', packages: ['hanami'] },
  { name: 'Jekyll', makes: 'site', packages: ['jekyll'] },
  { name: 'Laravel', makes: 'service', packages: ['laravel/framework'] },
  { name: 'Symfony', makes: 'service', packages: ['symfony/framework-bundle', 'symfony/symfony'] },
  { name: 'Slim', makes: 'service', packages: ['slim/slim'] },
  { name: 'CodeIgniter', makes: 'service', packages: ['codeigniter4/framework'] },
  { name: 'Actix Web', makes: 'service', packages: ['actix-web'] },
  { name: 'Axum', makes: 'service', packages: ['axum'] },
  { name: 'Rocket', makes: 'service', packages: ['rocket'] },
  { name: 'warp', makes: 'service', packages: ['warp'] },
  { name: 'Tauri', makes: 'application', packages: ['tauri', '@tauri-apps/api'] },
  { name: 'Phoenix', makes: 'service', packages: ['phoenix'] },
  { name: 'Vapor', makes: 'service', packages: ['vapor'] },
  { name: 'Flutter', makes: 'application', packages: ['flutter'] },
  { name: 'Serverless Framework', makes: 'function', packages: ['serverless'] },
]

const EXACT = new Map<string, FrameworkRule[]>()
const BEGINS: [string, FrameworkRule][] = []
for (const rule of RULES)
  for (const one of rule.packages) {
    if (one.endsWith('*')) BEGINS.push([one.slice(0, -1), rule])
    else EXACT.set(one, [...(EXACT.get(one) ?? []), rule])
  }

/** Frameworks that the packages of a manifest bring, with what they make of it. */
export function frameworksOf(packages: readonly string[]): { name: string; makes: Makes }[] {
  const found = new Map<string, Makes>()
  for (const one of packages) {
    for (const { name, makes } of EXACT.get(one) ?? []) found.set(name, makes)
    for (const [begin, { name, makes }] of BEGINS) if (one.startsWith(begin)) found.set(name, makes)
  }
  return [...found].map(([name, makes]) => ({ name, makes }))
}
