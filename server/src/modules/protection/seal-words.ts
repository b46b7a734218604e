import type { Context } from '../../context.ts'
import type { OpenedValue } from '../../vault-door.ts'
import { askVault } from './ask-vault.ts'

/** Seals what somebody wrote or said about a person; gives the id to find it by. */
export async function sealWords(ctx: Context, code: string, text: string): Promise<string> {
  const [sealed] = await askVault(ctx, (vault, asker) =>
    vault.seal(asker, [{ code, part: 'words', body: Buffer.from(text.trim()) }]),
  )
  return sealed?.id ?? ''
}

interface Opening {
  readonly ids: readonly string[]
  readonly reason: string
  /** The code the values lie under, where it is not the person's: a house has one of its own. */
  readonly under?: string
}

/** Opens values of a person for a reason. A reason may name somebody: it is kept as sealed as what it opens. */
export async function openForReason(
  ctx: Context,
  code: string,
  { ids, reason, under = code }: Opening,
): Promise<readonly OpenedValue[]> {
  const reference = `reason ${await sealWords(ctx, code, reason)}`
  return askVault(ctx, (vault, asker) =>
    vault.open(
      { ...asker, reference },
      ids.map((id) => ({ code: under, id })),
    ),
  )
}
