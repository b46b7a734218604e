import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'

const shown = '[secret]'

/** Bytes of a key. Logged, printed or put into JSON it tells that it is one; once it has ended they are zeros. */
export class Secret implements Disposable {
  readonly #bytes: Buffer
  #isOver = false

  /** Takes the bytes over: nobody else keeps them. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  static random(length: number): Secret {
    return new Secret(randomBytes(length))
  }

  /** To be used at once and not kept. Throws where the secret has ended: zeros would encrypt as well as any key. */
  get bytes(): Buffer {
    if (this.#isOver) throw new Error('the secret has ended')
    return this.#bytes
  }

  toString(): string {
    return shown
  }

  toJSON(): string {
    return shown
  }

  [inspect.custom](): string {
    return shown
  }

  [Symbol.dispose](): void {
    this.#bytes.fill(0)
    this.#isOver = true
  }
}
