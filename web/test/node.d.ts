// The little of node that the tests use; the code under test runs in browsers and sees none of it.
declare module 'node:child_process' {
  interface Child { stdout: { on(event: 'data', f: (d: Uint8Array) => void): void }; kill(): boolean; pid?: number; on(event: 'exit', f: () => void): void }
  export function spawn(file: string, args: string[], o?: object): Child
  export function spawnSync(file: string, args: string[], o: { encoding: 'utf8'; maxBuffer?: number; cwd?: string; input?: string }): { status: number | null; stdout: string; stderr: string }
}
declare module 'node:fs' {
  export function existsSync(path: string): boolean
  export function mkdtempSync(prefix: string): string
  export function mkdirSync(path: string, o?: { recursive?: boolean }): void
  export function readdirSync(path: string): string[]
  export function readFileSync(path: string): Uint8Array<ArrayBuffer>
  export function readFileSync(path: string, encoding: 'utf8'): string
  export function writeFileSync(path: string, content: string | Uint8Array): void
  export function rmSync(path: string, o?: { recursive?: boolean; force?: boolean }): void
}
declare module 'node:path' {
  export function join(...parts: string[]): string
  export function resolve(...parts: string[]): string
  export function dirname(path: string): string
}
declare module 'node:os' { export function tmpdir(): string }
declare module 'node:zlib' { export function gzipSync(data: string | Uint8Array): Uint8Array }
declare module 'node:crypto' {
  interface Key { export(o: { format: 'jwk' }): JsonWebKey }
  export function createPrivateKey(pem: string): Key
  export function sign(algorithm: null, data: Uint8Array, key: Key): Uint8Array<ArrayBuffer>
}
declare const process: { memoryUsage(): { rss: number }; env: Record<string, string | undefined> }
interface ImportMeta { readonly dirname: string }
