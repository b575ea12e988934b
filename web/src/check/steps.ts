// What a check tells: steps in order, each held, failed or left out; the first that fails is the last.
export interface Pair { zh: string; en: string }
export type StepState = 'ok' | 'failed' | 'skipped'
export interface Step extends Pair { id: string; state: StepState; detail: Pair; /** the part or file that does not hold */ file?: string }
export interface Verdict {
  verdict: 'ok' | 'failed'
  /** Every signature was checked by keys that came from elsewhere. */
  proved: boolean
  practice: boolean
  steps: Step[]
  /** What it is about, to show; nothing where it failed. */
  facts: { label: Pair; value: string }[]
  /** Of a trade that holds: its log, and what ids are called there. */
  log: string
  names: Map<string, string>
}
/** The names of a trade that was proved, and which file and log tell them. */
export interface Names { file: string; log: string; of: Map<string, string> }
/** An id beside what it is called. */
export function named(name: string | undefined, id: string): string { return name ? `${name}（${id}）` : id }

/** Something does not hold: which part or file, and why. */
export class Mismatch extends Error {
  constructor(readonly file: string, readonly zh: string, readonly en: string) {
    super(`${file}: ${en}`)
    this.name = 'Mismatch'
  }
}
export function bad(file: string, zh: string, en: string): never { throw new Mismatch(file, zh, en) }

const INSIDE: Pair = { zh: '核验程序内部出错，不能得出结论', en: 'an error inside this check; nothing is concluded' }

export class Report {
  readonly steps: Step[] = []
  readonly facts: Verdict['facts'] = []
  log = ''
  names: Verdict['names'] = new Map()
  proved = false
  practice = false
  constructor(private readonly tell: (step: Step) => void = () => undefined) {}

  private add(step: Step): void {
    this.steps.push(step)
    this.tell(step)
  }
  ok(id: string, name: Pair, detail: Pair): void { this.add({ id, ...name, state: 'ok', detail }) }
  skip(id: string, name: Pair, detail: Pair): void {
    if (!this.steps.some((s) => s.id === id)) this.add({ id, ...name, state: 'skipped', detail })
  }
  fact(zh: string, en: string, value: string): void { this.facts.push({ label: { zh, en }, value }) }

  /** Runs a check to its end. Nothing that is thrown gets out; what is no Mismatch fails as well. */
  async run(work: () => Promise<void>): Promise<Verdict> {
    let verdict: Verdict['verdict'] = 'ok'
    try {
      await work()
    } catch (e) {
      verdict = 'failed'
      const m = e instanceof Mismatch ? e : new Mismatch('', INSIDE.zh, `${INSIDE.en}: ${String(e)}`)
      this.add({ id: 'failed', zh: m.file || '核验未完成', en: m.file || 'Not finished',
        state: 'failed', detail: { zh: m.zh, en: m.en }, file: m.file })
    }
    const held = verdict === 'ok'
    return { verdict, proved: held && this.proved, practice: this.practice, steps: this.steps, facts: held ? this.facts : [],
      log: this.log, names: held ? this.names : new Map() }
  }
}
