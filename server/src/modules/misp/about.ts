import type { Asker } from './rights.ts'

/** The calls of this door are the same in both; a peer ends a synchronisation where the minor version is not its own. */
const versions = ['2.4.198', '2.5.34'] as const

/** The version a peer of 2.4 and one of 2.5 each takes for its own; anybody else gets the newer one. */
export function versionFor(asker: Asker, agent: string | undefined): object {
  const minor = /^MISP (\d+\.\d+)\./.exec(agent ?? '')?.[1]
  return {
    version: versions.find((version) => version.startsWith(`${minor ?? ''}.`)) ?? versions[1],
    pymisp_recommended_version: '2.5.34',
    perm_sync: asker.canWrite,
    perm_sighting: asker.canWrite,
    perm_galaxy_editor: false,
    perm_analyst_data: false,
    uuid: asker.client.id.replace(/^(.{14})7/, '$14'),
    request_encoding: ['gzip', 'br'],
    filter_sightings: true,
  }
}

/** The user behind a key, as tools ask it when they connect. */
export function aboutMe(asker: Asker): object {
  const { client, canWrite } = asker
  const email = `${client.id}@${asker.node.name}.invalid`
  return {
    User: { id: '1', org_id: '1', email, role_id: '1', autoalert: false, disabled: false, authkey: '' },
    Role: {
      ...{ id: '1', name: 'SHIELD client', perm_auth: true, perm_sync: canWrite, perm_add: canWrite },
      ...{ perm_modify: canWrite, perm_modify_org: false, perm_publish: canWrite, perm_tagger: canWrite },
      ...{ perm_sighting: canWrite, perm_admin: false, perm_site_admin: false, perm_delegate: false },
    },
    UserSetting: [],
    Organisation: { id: '1', name: asker.actor.organisation },
  }
}
