// npm run up: installs what is missing, then hands over to the command line (cli/up.ts).
import './require-node.mjs'

try {
  const { install } = await import('./install.mjs')
  install()
  const { launch } = await import('./launch.mjs')
  launch(['up', ...process.argv.slice(2)])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
