import { Database, KeyRound, List, Users } from 'lucide-react'

/** The sidebar, the palette and the `g` keys, from one list. */
export const routes = [
  { href: '/events', label: 'Events', key: 'e', icon: List },
  { href: '/secrets', label: 'Secrets', key: 's', icon: KeyRound },
  { href: '/identities', label: 'Identities', key: 'i', icon: Users },
  { href: '/sources', label: 'Sources', key: 'v', icon: Database },
] as const
