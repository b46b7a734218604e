import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

import type { PackContents } from '../api/wire.ts'
import { AloudHere, AloudOf } from '../ui/aloud.tsx'
import { HideButton, Quiet } from '../ui/quiet.tsx'
import { useLanguage } from '../language/use-language.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Empty } from '../ui/states.tsx'
import { keepApp, takeNewApp } from './app-version.ts'
import { CarriedBoard } from './carried-board.tsx'
import { CarriedHeard, HeardList } from './carried-heard.tsx'
import type { HeardPlace } from './carried-heard.tsx'
import type { Opened } from './device-state.ts'
import { Differing } from './differing.tsx'
import { heardHere } from './heard.ts'
import { device, sendNow } from './keeper.ts'
import own from './offline.module.css'
import { OutboxPanel } from './outbox-panel.tsx'
import { Unlock } from './unlock.tsx'
import { useAppState, useDevice } from './use-device.ts'

/** The screen that works without a network. It stands beside the shell, which needs a session; this one needs a passphrase. */
export function OfflineScreen() {
  const { t } = useLingui()
  const state = useDevice()
  useEffect(() => {
    document.title = `${t`Work`} · SHIELD`
  }, [t])
  const carries = state.at === 'locked' || state.at === 'open'
  useEffect(() => {
    if (carries) void keepApp()
  }, [carries])
  return (
    <Quiet>
      <Frame
        isTraining={carries && state.isTraining}
        lock={
          state.at === 'open' ? (
            <Button size="md" variant="default" onClick={() => void device.lock()}>
              <Trans>Lock</Trans>
            </Button>
          ) : null
        }
      >
        {state.at === 'locked' ? <Unlock state={state} /> : null}
        {state.at === 'open' ? <Open state={state} /> : null}
        {state.at === 'empty' ? <Nothing /> : null}
        {state.at === 'wiped' ? <Wiped because={state.because} /> : null}
      </Frame>
    </Quiet>
  )
}

interface FrameProps {
  readonly isTraining: boolean
  readonly lock: ReactNode
  readonly children: ReactNode
}

function Frame({ isTraining, lock, children }: FrameProps) {
  return (
    <div className={own['frame']}>
      <header className={own['bar']}>
        <strong>
          <Trans>Without a network</Trans>
        </strong>
        <Group gap="sm">
          {lock}
          <HideButton />
          <LanguageSwitch />
        </Group>
      </header>
      <main className={own['main']} id="main">
        {children}
      </main>
      {isTraining ? (
        <footer className={own['training']}>
          <Trans>TRAINING</Trans>
        </footer>
      ) : null}
    </div>
  )
}

function Open({ state }: { readonly state: Opened }) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<string>()
  const [heard, setHeard] = useState<HeardPlace | undefined>(() => placeOf(state))
  const boards = state.packs.filter(({ arrival }) => arrival !== undefined)
  const pack = boards.find(({ id }) => id === chosen) ?? (boards.length === 1 ? boards[0] : undefined)
  return (
    <Stack>
      <h1 className="hidden-text">{t`Work without a network`}</h1>
      <NewVersion />
      <OutboxPanel waiting={state.waiting} />
      {state.done.length === 0 ? null : (
        <AloudHere isBeside>
          <Differing done={state.done} />
        </AloudHere>
      )}
      {heard ? <CarriedHeard state={state} place={heard} go={setHeard} /> : null}
      {state.packs.length === 0 ? (
        <Text>
          <Trans>Nobody is carried on this device any more. What waits stays here until it is sent.</Trans>
        </Text>
      ) : null}
      {heard === undefined && boards.length > 1 ? (
        <Boards boards={boards} chosen={pack?.id} choose={setChosen} />
      ) : null}
      {heard === undefined && pack?.arrival ? (
        <AloudOf sentences={pack.aloud}>
          <CarriedBoard key={pack.id} pack={pack} arrival={pack.arrival} state={state} />
        </AloudOf>
      ) : null}
      {heard === undefined ? (
        <HeardList state={state} open={(code) => setHeard({ at: 'person', code })} />
      ) : null}
      {state.packs.map((one) => (
        <Until key={one.id} pack={one} waits={state.waiting.length} />
      ))}
    </Stack>
  )
}

/** The interview, agreement or list that stood on the screen when the page was left or killed. */
function placeOf({ talks, packs, waiting }: Opened): HeardPlace | undefined {
  const { open, form } = talks
  const here = heardHere(packs, waiting)
  if (form && here.some(({ code }) => code === form.code) && !waiting.some(({ id }) => id === form.id))
    return form.at === 'consent'
      ? { at: form.at, code: form.code, purpose: form.purpose }
      : { at: form.at, code: form.code }
  const found = here.find(({ interview }) => open !== undefined && interview?.id === open)
  return found && { at: 'talk', code: found.code }
}

interface BoardsProps {
  readonly boards: readonly PackContents[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function Boards({ boards, chosen, choose }: BoardsProps) {
  const { t } = useLingui()
  return (
    <Group role="group" aria-label={t`Boards`}>
      {boards.map((one) => (
        <Button
          key={one.id}
          size="lg"
          variant={one.id === chosen ? 'filled' : 'default'}
          aria-pressed={one.id === chosen}
          onClick={() => choose(one.id)}
        >
          {one.arrival?.site}
        </Button>
      ))}
    </Group>
  )
}

function Until({ pack, waits }: { readonly pack: PackContents; readonly waits: number }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const [isAsking, setAsking] = useState(false)
  const put = (): void => void device.dropPack(pack.id).then(() => sendNow())
  return (
    <div className={own['line']}>
      <Text>
        {pack.arrival?.site ?? t`Interviews`}:{' '}
        <Trans>on this device until {instant(pack.expiresAt)}, longer whenever it reaches the node</Trans>
      </Text>
      <Button size="md" variant="default" onClick={() => setAsking(true)}>
        <Trans>Put away…</Trans>
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Put these people away?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack>
          <Text>
            <Trans>They are gone from this device. At the node everything stands as before.</Trans>{' '}
            {waits > 0 ? <Trans>What you did and is not sent yet stays here.</Trans> : null}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={() => setAsking(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button size="md" onClick={put}>
              <Trans>Put away</Trans>
            </Button>
          </Group>
        </Stack>
      </Modal>
    </div>
  )
}

/** A newer version of the app waits until somebody says when: never under the hands of who is writing. */
function NewVersion() {
  const app = useAppState()
  if (app === 'coming')
    return (
      <Text role="status">
        <Trans>The app is being kept on this device. Stay on the network until this line is gone.</Trans>
      </Text>
    )
  if (app === 'failed')
    return (
      <Alert color="red" variant="default" role="alert">
        <Trans>
          This browser does not keep the app. It works without a network only while this tab stays open.
        </Trans>
      </Alert>
    )
  if (app !== 'ready') return null
  return (
    <div className={own['line']} role="status">
      <Text>
        <Trans>A newer version is here. Nothing you did is lost; the passphrase is asked again.</Trans>
      </Text>
      <Button size="md" onClick={() => void takeNewApp()}>
        <Trans>Load it</Trans>
      </Button>
    </div>
  )
}

function Nothing() {
  return (
    <Empty
      level={1}
      title={<Trans>Nobody is carried on this device</Trans>}
      next={
        <Trans>
          While there is a network, open a board under “Arrivals”, press “More” and choose “Work without a
          network…”.
        </Trans>
      }
      action={
        <Button component="a" href="/arrivals" size="lg">
          <Trans>To the arrivals</Trans>
        </Button>
      }
    />
  )
}

function Wiped({ because }: { readonly because: 'ordered' | 'guesses' }) {
  return (
    <Empty
      level={1}
      title={<Trans>This device was wiped</Trans>}
      next={
        because === 'ordered' ? (
          <Trans>Your organisation ordered it. Ask your supervisor.</Trans>
        ) : (
          <Trans>
            There were too many wrong passphrases. Take the people along again when there is a network.
          </Trans>
        )
      }
    />
  )
}
