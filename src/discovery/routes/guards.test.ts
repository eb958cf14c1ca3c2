import { expect, test } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { routes } from './index.ts'

test('what one service asks for everywhere holds for no other language beside it', () => {
  const { endpoints } = discoverTexts(
    {
      'services/identity/pom.xml':
        '<project><artifactId>identity</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
      'services/identity/src/main/java/Security.java':
        'import org.springframework.security.config.annotation.web.builders.HttpSecurity;\n@Configuration\npublic class Security {\n  @Bean\n  SecurityFilterChain chain(HttpSecurity http) {\n    return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();\n  }\n}\n',
      'services/identity/src/main/java/Users.java':
        'import org.springframework.web.bind.annotation.*;\n@RestController\npublic class Users {\n  @GetMapping("/users")\n  public String all() { return ""; }\n}\n',
      'services/shop/requirements.txt': 'flask==3.0\n',
      'services/shop/app.py':
        "from flask import Flask\napp = Flask(__name__)\n@app.get('/items')\ndef items():\n    return []\n",
    },
    [asAny(routes)],
  )
  expect(endpoints.map(({ path, authenticated }) => `${path} ${authenticated}`)).toEqual([
    '/users true',
    '/items false',
  ])
})
