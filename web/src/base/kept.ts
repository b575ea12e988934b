// What this browser keeps; one that keeps nothing still works.

export function kept(name: string): string | null {
  try { return localStorage.getItem(name) } catch { return null }
}
export function keep(name: string, value: string): void {
  try { localStorage.setItem(name, value) } catch { /* for this page only */ }
}
export function forget(name: string): void {
  try { localStorage.removeItem(name) } catch { /* none */ }
}

/** The same of this tab only. */
export function keptHere(name: string): string | null {
  try { return sessionStorage.getItem(name) } catch { return null }
}
export function keepHere(name: string, value: string): void {
  try { sessionStorage.setItem(name, value) } catch { /* for this page only */ }
}

/** Under which names drafts lie in this browser, whose they are next. */
export const DRAFTS = 'heng.draft '
/** Who comes next at this browser finds none of them. */
export function forgetDrafts(): void {
  try { for (const name of Object.keys(localStorage)) if (name.startsWith(DRAFTS.trim())) forget(name) } catch { /* none */ }
}
/** What will be sealed is nobody's but the party's: its draft, texts by their names, lies in this browser only. */
export function sealedDraft(party: string, name: string) {
  const at = `${DRAFTS}${party} ${name}`
  function read(): Record<string, string> {
    try {
      const all = JSON.parse(kept(at) ?? '{}') as Record<string, unknown>
      return Object.fromEntries(Object.entries(all).filter((e): e is [string, string] => typeof e[1] === 'string'))
    } catch { return {} }
  }
  return { read, write: (texts: Record<string, string>): void => { keep(at, JSON.stringify(texts)) }, forget: (): void => { forget(at) } }
}
