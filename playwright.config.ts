import { defineConfig } from '@playwright/test'

/** Closed networks: the browser itself asks for nothing either. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run']
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    // Set by the global set-up, which runs before the workers read this file.
    baseURL: process.env.WHOREAD_E2E_URL,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Singapore',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.WHOREAD_BROWSER, args: isRoot ? ['--no-sandbox', ...quiet] : quiet },
  },
})
