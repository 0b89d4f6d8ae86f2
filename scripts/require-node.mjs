// Imported first by everything that the machine's own Node runs; plain enough for any version that knows modules.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Whoread needs Node 20.19 or newer to start, and this is ${process.version}: install a newer Node.`)
  process.exit(1)
}
