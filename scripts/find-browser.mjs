// Finds a Chromium that really starts, or installs one, for the browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root, runNode } from './run-node.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const applications = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

function installedBrowsers() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder && !folder.startsWith(root))
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...applications].filter((path) => existsSync(path))
}

/** @param {string} [executablePath] nothing: Playwright's own */
async function starts(executablePath) {
  const { chromium } = await import('playwright-core')
  try {
    const browser = await chromium.launch({ executablePath, timeout: 60_000 })
    await browser.close()
    return true
  } catch {
    return false
  }
}

/** Playwright's own first, then the machine's. */
async function findStarting() {
  if (process.env.WHOREAD_BROWSER) return (await starts(process.env.WHOREAD_BROWSER)) ? process.env.WHOREAD_BROWSER : undefined
  if (await starts()) return 'playwright'
  for (const path of installedBrowsers()) if (await starts(path)) return path
  return undefined
}

function installFromPlaywright() {
  const isRoot = process.getuid?.() === 0
  const args = [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']
  runNode(args, { stdio: ['ignore', 2, 2], timeout: 300_000 })
}

function installFromDebian() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const words of [['apt-get', 'update'], ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']]) {
    const [command, ...args] = [...sudo, ...words]
    spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
}

/**
 * The browser's path for `WHOREAD_BROWSER`, or "playwright" for the one Playwright brings. Throws one sentence when
 * there is none and none could be installed: browser tests are never skipped in silence.
 */
export async function findBrowser() {
  for (const install of [() => {}, installFromPlaywright, installFromDebian]) {
    install()
    const found = await findStarting()
    if (found) return found
  }
  throw new Error('No browser: neither Playwright\'s nor an installed Chromium or Chrome starts, and none could be installed. Install the package "chromium", or set WHOREAD_BROWSER to one.')
}

if (process.argv[1] === import.meta.filename) {
  try {
    console.log(`Browser: ${await findBrowser()}`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
