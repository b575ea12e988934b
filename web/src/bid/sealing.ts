// A form is sealed once: what is sent again, because its answer was lost, is the same container and so the same act.
import type { Binding } from '../seal/container'
import { sealInWorker } from '../seal/client'
import { signer } from '../sign/held'
import { newSecretFor } from './custody'
import type { Keeping } from './custody'
import { keepKeys, keyText } from './keys'
import type { KeptKeys } from './keys'

export interface SealedForm { container: Uint8Array; keys: KeptKeys }
/** own: the keys of the other parts; keeping: who keeps its key, too. Its keys are kept before anybody has it: what is sealed under a lost key is lost. */
export function useSealedForm() {
  let of = '', made: SealedForm | null = null
  return async (binding: Binding & { part: 'form' | 'documents' }, json: string, own: KeptKeys['keys'] = {}, keeping: Keeping | null = null): Promise<SealedForm> => {
    const sm = signer.value?.kind === 'sm2', now = JSON.stringify([binding, json, own, keeping, sm])
    if (made && of === now) return made
    const secret = await newSecretFor(binding, keeping, sm), { container, digest } = await sealInWorker({ do: 'seal', binding, secret, json }).done
    const keys: KeptKeys = { lot: binding.lot, digest, keys: { ...own, form: keyText(secret) } }
    keepKeys(keys)
    of = now
    return made = { container: container!, keys }
  }
}
