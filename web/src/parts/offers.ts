// Documents that the centre has already, offered at the fields of a form that want one.
import type { InjectionKey, Ref } from 'vue'

export interface Offer { digest: string; title: string }
/** By the field's pointer. */
export const OFFERS: InjectionKey<Ref<Record<string, Offer[]>>> = Symbol('offers')
