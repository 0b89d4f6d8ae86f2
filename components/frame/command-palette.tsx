'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useDeferredValue, useState } from 'react'

import type { IdentityPage } from '#lib/api/list-identities.ts'
import type { SecretPage } from '#lib/api/list-secrets.ts'
import { hrefInFrame } from '#lib/href-with.ts'
import { fetchJson } from '../ui/fetch-json.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { StoreGlyph } from '../ui/store-glyph.tsx'
import { routes } from './routes.ts'

const itemClasses = 'flex h-8 min-w-0 cursor-pointer items-center gap-2 rounded-md px-2 data-[selected=true]:bg-selected'
const groupClasses = '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted'

export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [text, setText] = useState('')
  const router = useRouter()
  const search = useSearchParams()
  const go = (target: string) => {
    onClose()
    setText('')
    router.push(hrefInFrame(target, search))
  }
  const found = useFound(useDeferredValue(text.trim()), isOpen)
  const matching = routes.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Search everything" isTitleHidden>
      <Command shouldFilter={false} label="Search everything" className="flex min-h-0 flex-col">
        <Command.Input value={text} onValueChange={setText} placeholder="Secrets, identities, events…" className="h-12 shrink-0 border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint" />
        <Command.List className="min-h-40 overflow-y-auto p-2">
          {text.trim() && (
            <Command.Group heading="Events" className={groupClasses}>
              <Item value="events" onSelect={() => go(`/events?q=${encodeURIComponent(text.trim())}`)}>Search events for “{text.trim()}”</Item>
            </Command.Group>
          )}
          {found.secrets.length > 0 && (
            <Command.Group heading="Secrets" className={groupClasses}>
              {found.secrets.map((secret) => (
                <Item key={secret.id} value={`secret ${secret.id}`} onSelect={() => go(`/secrets/${secret.id}`)}>
                  <StoreGlyph store={secret.store} />
                  <Identifier text={secret.name} />
                  <span className="ml-auto truncate text-xs text-muted">{secret.cluster || secret.account}</span>
                </Item>
              ))}
            </Command.Group>
          )}
          {found.identities.length > 0 && (
            <Command.Group heading="Identities" className={groupClasses}>
              {found.identities.map((identity) => (
                <Item key={identity.id} value={`identity ${identity.id}`} onSelect={() => go(`/identities/${identity.id}`)}>
                  <KindIcon kind={identity.kind} />
                  <Identifier text={identity.displayName} />
                </Item>
              ))}
            </Command.Group>
          )}
          {matching.length > 0 && (
            <Command.Group heading="Go to" className={groupClasses}>
              {matching.map(({ href, label, key, icon: Icon }) => (
                <Item key={href} value={`go ${href}`} onSelect={() => go(href)}>
                  <Icon size={14} aria-hidden className="text-muted" />
                  {label}
                  <kbd className="ml-auto text-faint">g {key}</kbd>
                </Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  )
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item value={value} onSelect={onSelect} className={itemClasses}>
      {children}
    </Command.Item>
  )
}

function useFound(text: string, isOpen: boolean) {
  const isAsked = isOpen && text.length > 1
  const query = encodeURIComponent(text)
  const secrets = useQuery({ queryKey: ['palette', 'secrets', text], enabled: isAsked, queryFn: ({ signal }) => fetchJson<SecretPage>(`/api/v1/secrets?limit=6&q=${query}`, signal) })
  const identities = useQuery({ queryKey: ['palette', 'identities', text], enabled: isAsked, queryFn: ({ signal }) => fetchJson<IdentityPage>(`/api/v1/identities?limit=6&q=${query}`, signal) })
  return { secrets: (isAsked && secrets.data?.items) || [], identities: (isAsked && identities.data?.items) || [] }
}
