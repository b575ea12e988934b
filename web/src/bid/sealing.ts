// A form is sealed once: what is sent again, because its answer was lost, is the same container and so the same act.
import type { Binding } from '../seal/container'
import { newSecret } from '../seal/container'
import { sealInWorker } from '../seal/client'
import { keepKeys, keyText } from './keys'
import type { KeptKeys } from './keys'

export interface SealedForm { container: Uint8Array; keys: KeptKeys }
/** own: the keys of the other parts. Its keys are kept before anybody has it: what is sealed under a lost key is lost. */
export function useSealedForm() {
  let of = '', made: SealedForm | null = null
  return async (binding: Binding & { part: 'form' | 'documents' }, json: string, own: KeptKeys['keys'] = {}): Promise<SealedForm> => {
    const now = JSON.stringify([binding, json, own])
    if (made && of === now) return made
    const secret = newSecret(), { container, digest } = await sealInWorker({ do: 'seal', binding, secret, json }).done
    const keys: KeptKeys = { lot: binding.lot, digest, keys: { ...own, form: keyText(secret) } }
    keepKeys(keys)
    of = now
    return made = { container: container!, keys }
  }
}
