// npm test: everything, real PostgreSQL and a real browser included. Last line: "N passed, N failed".
import './require-node.mjs'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const { install } = await import('./install.mjs')
try {
  install()
} catch (error) {
  console.log(`${error.message}\n0 passed, 1 failed`)
  process.exit(1)
}
const { root, runNode } = await import('./run-node.mjs')
const { generate } = await import('./generate.mjs')

/** @typedef {{ name: string, passed: number, failed: number, skipped: string[] }} Outcome */

const results = join(root, 'test-results')
const modules = join(root, 'node_modules')

/** @param {string} title */
function announce(title) {
  console.log(`\n── ${title}`)
}

/** One check that is either right or wrong. @param {string} name @param {() => boolean} run @returns {Outcome} */
function check(name, run) {
  announce(name)
  let ok = false
  try {
    ok = run()
  } catch (error) {
    console.error(error.message)
  }
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] }
}

/** @param {string[]} args */
function succeeds(args) {
  return runNode(args, { stdio: 'inherit' }).status === 0
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** @returns {Outcome} */
function runVitest() {
  announce('unit and database tests')
  const file = join(results, 'vitest.json')
  const { status } = runNode([join(modules, 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { stdio: 'inherit' })
  const report = readReport(file)
  const failed = report?.numFailedTests ?? 0
  const skipped = (report?.testResults ?? []).flatMap((result) => result.assertionResults.filter((one) => ['skipped', 'pending', 'todo'].includes(one.status)).map((one) => one.fullName))
  // A test file that does not even load has no failing test in it, and must not look green.
  return { name: 'vitest', passed: report?.numPassedTests ?? 0, failed: status === 0 ? failed : Math.max(failed, 1), skipped }
}

/** @returns {Promise<Outcome>} */
async function runPlaywright() {
  announce('browser tests')
  if (!existsSync(join(root, 'playwright.config.ts'))) {
    console.log('There are no browser tests yet (no playwright.config.ts).')
    return { name: 'browser', passed: 0, failed: 0, skipped: ['browser tests: there are none yet'] }
  }
  const { findBrowser } = await import('./find-browser.mjs')
  const browser = await findBrowser()
  console.log(`Browser: ${browser}`)
  const file = join(results, 'playwright.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(browser === 'playwright' ? {} : { WHOREAD_BROWSER: browser }) }
  const { status } = runNode([join(modules, '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', `--output=${join(results, 'browser')}`], { stdio: 'inherit', env })
  const stats = readReport(file)?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  const skipped = stats?.skipped ? [`${stats.skipped} browser tests`] : []
  return { name: 'browser', passed: stats?.expected ?? 0, failed: status === 0 ? failed : Math.max(failed, 1), skipped }
}

async function main() {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const outcomes = [
    check('generate', () => (generate(), true)),
    check('typecheck', () => succeeds([join(modules, 'typescript', 'bin', 'tsc'), '--noEmit', '-p', '.'])),
    check('lint', () => succeeds([join(modules, 'oxlint', 'bin', 'oxlint')])),
    runVitest(),
    check('build', () => succeeds([join(root, 'scripts', 'build.mjs')])),
  ]
  outcomes.push(
    await runPlaywright().catch((error) => {
      console.error(error.message)
      return { name: 'browser', passed: 0, failed: 1, skipped: [] }
    }),
  )
  announce('summary')
  for (const { name, passed, failed } of outcomes) console.log(`${name}: ${passed} passed, ${failed} failed`)
  for (const name of outcomes.flatMap((outcome) => outcome.skipped)) console.log(`skipped: ${name}`)
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  process.exitCode = sum('failed') > 0 ? 1 : 0
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
}

await main()
