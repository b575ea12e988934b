// What a field is chosen from, where a form alone cannot know: documents that the centre has, what is to be answered, departments.
import type { InjectionKey, Ref } from 'vue'

/** text: what it says in full, shown once it is chosen */
export interface Offer { value: string; title: string; text?: string }
/** By the field's pointer. */
export const OFFERS: InjectionKey<Ref<Record<string, Offer[]>>> = Symbol('offers')
