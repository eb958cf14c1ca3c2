import { expect, test } from 'vitest'
import { discovered, edges, lines } from './test-components.ts'

test('build scripts of Groovy: coordinates, maps, properties of the script and of those above it', () => {
  const found = discovered({
    'gradle.properties': 'nettyVersion=4.1.100.Final\n',
    'build.gradle': `buildscript {
  ext.kotlinVersion = '1.9.0'
  dependencies { classpath "org.jetbrains.kotlin:kotlin-gradle-plugin:$kotlinVersion" }
}
ext { set('guavaVersion', '32.0.0-jre') }
`,
    'services/api/build.gradle': `def mockito = '5.2.0'
// implementation 'com.example:commented:1.0'
dependencies {
  implementation "io.netty:netty-handler:\${nettyVersion}" /* implementation 'com.example:also:1' */
  implementation group: 'com.google.guava', name: 'guava', version: guavaVersion
  implementation('org.apache.commons:commons-text:1.9') { exclude group: 'org.apache.commons', module: 'commons-lang3' }
  compileOnly 'org.projectlombok:lombok:1.18.30'
  annotationProcessor 'org.projectlombok:lombok:1.18.30'
  testImplementation group: 'org.mockito', name: 'mockito-core', version: mockito
  runtimeOnly 'org.postgresql:postgresql:42.+'
  implementation platform('com.example:bom:1.0')
  implementation 'com.example:managed'
  implementation "com.example:\${artifactOf('x')}:1.0"
  implementation project(':services:core')
  println "com.example:printed:1.0"
}
`,
    'services/core/build.gradle': "dependencies { api 'org.yaml:snakeyaml:1.33@jar' }\n",
  })
  expect(lines(found)).toEqual([
    'pkg:maven/com.example/managed runtime direct',
    'pkg:maven/com.google.guava/guava@32.0.0-jre runtime direct',
    'pkg:maven/io.netty/netty-handler@4.1.100.Final runtime direct',
    'pkg:maven/org.apache.commons/commons-text@1.9 runtime direct',
    'pkg:maven/org.jetbrains.kotlin/kotlin-gradle-plugin@1.9.0 development direct',
    'pkg:maven/org.mockito/mockito-core@5.2.0 test direct',
    'pkg:maven/org.postgresql/postgresql runtime direct',
    'pkg:maven/org.projectlombok/lombok@1.18.30 optional direct',
    'pkg:maven/org.yaml/snakeyaml@1.33 runtime direct',
  ])
  expect(edges(found)).toContainEqual(expect.stringMatching(/^api -> .*, core, io.netty/))
  expect(found.problems.map(({ where, message }) => `${where}: ${message}`)).toEqual([
    'services/api/build.gradle: 2 dependencies get their version from a platform, a plugin or a rule: they are listed without one and match no advisory.',
    expect.stringContaining('1 dependencies have names that the files do not tell'),
  ])
})

test('build scripts of Kotlin with a version catalogue', () => {
  const found = discovered({
    'gradle/libs.versions.toml': `[versions]
ktor = "2.3.0"
jackson = { strictly = "2.15.2" }
[libraries]
ktor-server-core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
ktor_server_netty = { group = "io.ktor", name = "ktor-server-netty", version.ref = "ktor" }
jackson-databind = { module = "com.fasterxml.jackson.core:jackson-databind", version.ref = "jackson" }
junit = "org.junit.jupiter:junit-jupiter:5.10.0"
[bundles]
web = ["ktor-server-core", "ktor_server_netty"]
`,
    'app/build.gradle.kts': `val h2 by extra("2.2.220")
dependencies {
    implementation(libs.bundles.web)
    implementation(libs.jackson.databind)
    api(libs.nowhere)
    implementation(kotlin("stdlib"))
    implementation("io.ktor:ktor-client-core:\${libs.versions.ktor.get()}")
    runtimeOnly("com.h2database:h2:$h2")
    testImplementation(libs.junit)
}
`,
    'buildSrc/build.gradle.kts': 'dependencies {\n  implementation("com.example:plugin:1.0")\n}\n',
  })
  expect(lines(found)).toEqual([
    'pkg:maven/com.example/plugin@1.0 development direct',
    'pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.15.2 runtime direct',
    'pkg:maven/com.h2database/h2@2.2.220 runtime direct',
    'pkg:maven/io.ktor/ktor-client-core@2.3.0 runtime direct',
    'pkg:maven/io.ktor/ktor-server-core@2.3.0 runtime direct',
    'pkg:maven/io.ktor/ktor-server-netty@2.3.0 runtime direct',
    'pkg:maven/org.junit.jupiter/junit-jupiter@5.10.0 test direct',
  ])
  expect(found.problems.map(({ message }) => message)).toEqual([
    '1 dependencies have names that the files do not tell, and are left out: libs.nowhere.',
  ])
})

test('constraints of a platform in the tree give versions, and are no dependencies', () => {
  const found = discovered({
    'platform/build.gradle': `dependencies {
  def slf4j = "2.0.9"
  constraints {
    api("org.slf4j:slf4j-api:$slf4j") { because 'all { of } it' }
    api 'com.example:unused:1.0'
  }
}
`,
    'core/build.gradle':
      "dependencies {\n implementation enforcedPlatform(project(':platform'))\n implementation 'org.slf4j:slf4j-api'\n}\n",
  })
  expect(lines(found)).toEqual(['pkg:maven/org.slf4j/slf4j-api@2.0.9 runtime direct'])
  expect(found.problems).toEqual([])
})

test('a lockfile beside it tells more than a build script', () => {
  const found = discovered({
    'build.gradle': "dependencies { implementation 'com.example:direct:1.+' }\n",
    'gradle.lockfile':
      'com.example:direct:1.4=compileClasspath,runtimeClasspath\ncom.example:brought:2.0=runtimeClasspath\nempty=\n',
  })
  expect(lines(found)).toEqual([
    'pkg:maven/com.example/brought@2.0 runtime transitive',
    'pkg:maven/com.example/direct@1.4 runtime direct',
  ])
})

test('verification metadata: archives with their digests', () => {
  const found = discovered({
    'gradle/verification-metadata.xml': `<?xml version="1.0" encoding="UTF-8"?>
<verification-metadata xmlns="https://schema.gradle.org/dependency-verification">
   <configuration><verify-metadata>true</verify-metadata></configuration>
   <components>
      <component group="org.yaml" name="snakeyaml" version="1.33">
         <artifact name="snakeyaml-1.33.jar"><sha256 value="${'ab'.repeat(32)}" origin="Generated by Gradle"/></artifact>
         <artifact name="snakeyaml-1.33.pom"><sha256 value="${'cd'.repeat(32)}" origin="Generated by Gradle"/></artifact>
      </component>
      <component group="com.example" name="parent" version="1">
         <artifact name="parent-1.pom"><sha256 value="${'ef'.repeat(32)}" origin="Generated by Gradle"/></artifact>
      </component>
   </components>
</verification-metadata>
`,
  })
  expect(found.components.filter(({ root }) => !root)).toMatchObject([
    {
      purl: 'pkg:maven/org.yaml/snakeyaml@1.33',
      hashes: { 'SHA-256': 'ab'.repeat(32) },
      deployable: '.',
    },
  ])
})
