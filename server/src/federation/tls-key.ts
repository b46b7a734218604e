import { X509Certificate } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'

import { makeClosedFolder, thumbprint } from '../keys.ts'
import { addEvent, appendEvents, ensureOwnKeys, replaceFile } from './own-keys.ts'
import { certificateFile, ensureKey, federationFolder, keyPlace } from './place.ts'
import type { Whose } from './place.ts'

/** A new TLS key waits beside the one in use until its certificate is there. */
const waitingFile = 'tls.new.pem'

/** The key a certificate is asked for, in the key log before anybody sees it. Asked again, it is the same one. */
export async function waitingTlsKey(whose: Whose, now: Date, identity?: string) {
  const place = keyPlace(whose, identity)
  const own = await ensureOwnKeys(place, now)
  const tls = await ensureKey(join(place.folder, waitingFile), 'p-256')
  const kid = thumbprint(tls.publicKey)
  const isKnown = own.events.some((event) => event.kid === kid)
  return { ...own, ...(isKnown ? {} : await appendEvents(place, addEvent('tls', tls, now))), tls }
}

/** Puts the key that waits and its certificate in use. Throws when one is not for the other. */
export async function takeCertificate(whose: Whose, certificate: string): Promise<void> {
  const { folder } = keyPlace(whose)
  const tls = await ensureKey(join(folder, waitingFile), 'p-256')
  if (!new X509Certificate(certificate).checkPrivateKey(tls.privateKey))
    throw new Error('the certificate is not for the key this node asked it for')
  await makeClosedFolder(federationFolder(whose))
  await rename(join(folder, waitingFile), join(folder, 'tls.pem'))
  await replaceFile(join(federationFolder(whose), certificateFile), certificate)
}
