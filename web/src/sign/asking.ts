// What a phone is asked for now: the shell of the workbench shows it over whatever page asks.
import { shallowRef } from 'vue'

export interface Asking { /** that the phone's owner types */ number: number; /** ms */ expires: number; /** what the phone opens; its picture */ address: string; picture: string; /** for what, a key of PURPOSES; null: which certificate the phone has */ purpose: string | null; cancel: () => void }
export const asking = shallowRef<Asking | null>(null)
