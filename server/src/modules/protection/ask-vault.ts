import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { VaultFault } from '../../vault-door.ts'
import type { VaultAsker, VaultDoor, VaultRefusal } from '../../vault-door.ts'

const words: Readonly<
  Record<Exclude<VaultRefusal, 'unavailable'>, { readonly en: string; readonly th: string }>
> = {
  'too-many': {
    en: 'You have opened as many identities as one person opens in a day; a second person may let you go on',
    th: 'คุณเปิดดูข้อมูลระบุตัวตนครบจำนวนต่อวันแล้ว ต้องให้บุคคลที่สองอนุญาตก่อน',
  },
  purpose: { en: 'This is not opened for the purpose you stated', th: 'ไม่เปิดให้สำหรับวัตถุประสงค์ที่คุณระบุ' },
  'too-large': { en: 'This is too large to seal', th: 'ข้อมูลใหญ่เกินกว่าจะปิดผนึก' },
  answered: { en: 'Somebody has answered this already', th: 'มีผู้ตอบเรื่องนี้แล้ว' },
  erased: { en: 'This person was erased and stays so', th: 'ข้อมูลบุคคลนี้ถูกลบแล้วและไม่นำกลับมา' },
}

/** Asks the vault for the one who acts; what it refuses is told in words, and that it is away as what it is. */
export async function askVault<T>(
  ctx: Context,
  ask: (vault: VaultDoor, asker: VaultAsker) => Promise<T>,
): Promise<T> {
  const { person, organisation } = ctx.actor
  const asker = { person, organisation, purpose: ctx.purpose, reference: ctx.reference || ctx.requestId }
  return ask(ctx.node.vault, asker).catch((error: unknown) => {
    if (!(error instanceof VaultFault)) throw error
    const { refusal } = error
    if (refusal === 'unavailable') throw new Problem('vault-closed')
    throw new Problem(refusal === 'too-many' ? 'too-many' : 'conflict', words[refusal])
  })
}
