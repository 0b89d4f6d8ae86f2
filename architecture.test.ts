import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Who may import whom: ARCHITECTURE.md says why. A folder may always import itself. */
const mayImport: Record<string, string[]> = {
  app: ['components', 'server', 'lib'],
  components: ['lib'],
  lib: [],
  queries: ['lib', 'prisma'],
  accounts: ['lib', 'prisma'],
  prisma: ['lib'],
  evidence: ['lib', 'prisma', 'queries'],
  server: ['lib', 'prisma', 'queries', 'accounts', 'evidence'],
  ingest: ['lib', 'prisma', 'queries', 'evidence'],
  demo: ['lib', 'prisma', 'ingest'],
  cli: ['lib', 'prisma', 'queries', 'accounts', 'evidence', 'ingest', 'demo'],
  bench: ['lib', 'prisma', 'queries', 'accounts', 'evidence', 'ingest', 'demo'],
  e2e: ['lib', 'prisma', 'queries', 'accounts', 'ingest', 'demo'],
  scripts: [],
  bin: [],
}

/** Below these, code is handed what it needs and never opens a database. */
const withoutDatabase = ['app', 'components', 'lib', 'ingest/sources', 'ingest/detections', 'ingest/framing']

const root = import.meta.dirname
const skipped = new Set(['node_modules', '.git', '.next', '.whoread', 'generated', 'test-results', 'playwright-report', 'data'])

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [relative(root, path)]
  })
}

const allFiles = walk(root)
const codeFiles = allFiles.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && file !== 'next-env.d.ts')
/** A fixture builds what tests look at: it may reach where tests may. */
const isTest = (file: string) => /(\.test|-fixture)\.tsx?$/.test(file)
const sourceFiles = codeFiles.filter((file) => !isTest(file))

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** What a file imports: project files as paths from the root, packages by name. */
function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/(?:^|[\s;(])(?:from|import)\s*\(?\s*'([^']+)'/g)
  return Array.from(found, ([, specifier = '']) => {
    if (specifier.startsWith('#')) return specifier.slice(1)
    return specifier.startsWith('.') ? join(dirname(file), specifier) : specifier
  })
}

function topOf(path: string): string {
  return path.split('/')[0] ?? ''
}

function below(folders: string[], file: string): boolean {
  return folders.some((folder) => file.startsWith(`${folder}/`))
}

/** `file: imported` for every import that `isWrong`. */
function wrongImports(files: string[], isWrong: (imported: string, file: string) => boolean): string[] {
  return files.flatMap((file) => importsOf(file).filter((imported) => isWrong(imported, file)).map((imported) => `${file}: ${imported}`))
}

describe('imports', () => {
  test('every folder of code has its rule', () => {
    const folders = new Set(codeFiles.filter((file) => file.includes('/')).map(topOf))
    expect([...folders].filter((folder) => !(folder in mayImport))).toEqual([])
  })

  test('folders import only what ARCHITECTURE.md lets them', () => {
    const wrong = wrongImports(sourceFiles, (imported, file) => {
      const [from, to] = [topOf(file), topOf(imported)]
      return from in mayImport && to in mayImport && from !== to && !mayImport[from]?.includes(to)
    })
    expect(wrong).toEqual([])
  })

  test('the database is opened only below queries, accounts, server, ingest, prisma and the commands', () => {
    const wrong = wrongImports(sourceFiles, (imported, file) => below(withoutDatabase, file) && (/^(pg|pg-copy-streams|@prisma\/.*)$/.test(imported) || topOf(imported) === 'prisma'))
    expect(wrong).toEqual([])
  })

  test('code for the browser imports nothing of Node', () => {
    expect(wrongImports(sourceFiles, (imported, file) => below(['lib', 'components'], file) && imported.startsWith('node:'))).toEqual([])
  })

  test('aliases and relative paths only: no tsconfig paths', () => {
    expect(wrongImports(codeFiles, (imported) => /^[@~]\//.test(imported))).toEqual([])
  })
})

describe('sources and detections', () => {
  const pure = sourceFiles.filter((file) => below(['ingest/sources', 'ingest/detections'], file))

  test('touch no I/O, no clock, no chance', () => {
    const impure = /\b(fetch\(|process\.|Date\.now|Math\.random|new Date\(\)|performance\.now|crypto\.)/
    expect(wrongImports(pure, (imported) => imported.startsWith('node:'))).toEqual([])
    expect(pure.filter((file) => impure.test(textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))).toEqual([])
  })

  test('do not import each other', () => {
    const folderOf = (path: string) => /^ingest\/(sources|detections)\/[^/]+\//.exec(path)?.[0]
    const wrong = wrongImports(pure, (imported, file) => {
      const [from, to] = [folderOf(file), folderOf(imported)]
      return from !== undefined && to !== undefined && from !== to
    })
    expect(wrong).toEqual([])
  })
})

describe('server code', () => {
  test("begins with import 'server-only'", () => {
    const server = sourceFiles.filter((file) => below(['server'], file))
    const first = (file: string) => textOf(file).replace(/^\s*(['"])use server\1;?/, '').trimStart()
    expect(server.filter((file) => !first(file).startsWith("import 'server-only'"))).toEqual([])
  })

  test("'use server' stands only in server/actions", () => {
    const actions = sourceFiles.filter((file) => /^\s*['"]use server['"]/m.test(textOf(file)))
    expect(actions.filter((file) => !below(['server/actions'], file))).toEqual([])
  })
})

describe('names', () => {
  const own = allFiles.filter((file) => !below(['ingest/sources', 'public', 'evidence'], file) || /\.tsx?$/.test(file))

  test('are kebab-case', () => {
    const allowed = /^(\(?[a-z0-9.@-]+\)?|\[\[?(\.\.\.)?[a-zA-Z-]+\]\]?|[a-z0-9_.-]+\.(toml|sql|json)|\d{4}_[a-z0-9_]+|[A-Z]+(\.md)?|Dockerfile)$/
    expect(own.filter((file) => !file.split('/').every((part) => allowed.test(part)))).toEqual([])
  })

  test('say what is inside: no utils, helpers, misc, common', () => {
    expect(allFiles.filter((file) => file.split('/').some((part) => /^(utils?|helpers?|misc|common)(\.|$)/.test(part)))).toEqual([])
  })
})

describe('files', () => {
  test('stay under 300 lines', () => {
    expect(codeFiles.filter((file) => textOf(file).split('\n').length > 300)).toEqual([])
  })

  test('export by name and pass nothing on: no barrels', () => {
    expect(sourceFiles.filter((file) => /^export (\*|(type )?\{[^}]*\}) from/m.test(textOf(file)))).toEqual([])
  })

  test('hold functions as declarations and no enums', () => {
    const wrong = /^(export )?(const )?enum |^(export )?const \w+( = |: [^=]+ = )(async )?(\([^)]*\)|\w+)(: [^=]+)? =>/m
    expect(sourceFiles.filter((file) => wrong.test(textOf(file)))).toEqual([])
  })

  test('tests stand beside what they test', () => {
    const alone = codeFiles.filter((file) => isTest(file) && !file.startsWith('e2e/') && dirname(file) === '.' && basename(file) !== 'architecture.test.ts')
    expect(alone).toEqual([])
  })
})
