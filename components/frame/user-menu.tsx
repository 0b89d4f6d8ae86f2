import { LogOut } from 'lucide-react'

export function UserMenu({ name, role, signOut }: { name: string; role: string; signOut: () => Promise<void> }) {
  return (
    <div className="flex items-center gap-2 px-2 py-1">
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium" data-tip={name}>{name}</div>
        <div className="text-xs text-muted">{role}</div>
      </div>
      <form action={signOut}>
        <button type="submit" aria-label="Sign out" data-tip="Sign out" className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text">
          <LogOut size={15} aria-hidden />
        </button>
      </form>
    </div>
  )
}
