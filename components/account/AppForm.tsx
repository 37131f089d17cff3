import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { USED_AREAS, type UsedArea } from '../../lib/intervals/access.ts';
import { send } from '../../lib/messages.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { Tick } from '../Tick.tsx';
import { RedirectUrl } from './RedirectUrl.tsx';
import { SecretField } from './SecretField.tsx';
import { doingWords } from './scope-words.ts';
import { useConnecting } from './use-connecting.ts';

interface Props {
  /** The app that was let in before; its secret need not be typed again. */
  known: string | undefined;
}

/** Asks for an app of the athlete's own and what it may do, and connects whoever lets it in. */
export function AppForm({ known = '' }: Props) {
  const id = useId();
  const secret = useRef<HTMLInputElement>(null);
  const [clientId, setClientId] = useState(known);
  const [areas, setAreas] = useState<readonly UsedArea[]>(USED_AREAS);
  const { connect, checking, problem } = useConnecting(secret, () =>
    send('connectApp', {
      clientId: clientId.trim(),
      secret: secret.current?.value.trim() ?? '',
      areas: [...areas],
    }),
  );
  const isKept = known !== '' && clientId.trim() === known;
  return (
    <form class="connect" onSubmit={areas.length > 0 ? connect : event => event.preventDefault()}>
      <RedirectUrl />
      <label for={id}>{i18n.t('oauth.clientId')}</label>
      <input
        id={id}
        class="field connect-key"
        autocomplete="off"
        spellcheck={false}
        required
        value={clientId}
        onInput={event => setClientId(event.currentTarget.value)}
      />
      <SecretField
        id={`${id}secret`}
        label={i18n.t('oauth.secret')}
        input={secret}
        required={!isKept}
        invalid={problem !== undefined}
        describedBy={problem ? `${id}problem` : `${id}kept`}
      />
      <p class="muted small" id={`${id}kept`}>
        {isKept && i18n.t('oauth.secretKept')}
      </p>
      <Areas ticked={areas} onTick={setAreas} />
      <p id={`${id}problem`} class="connect-problem" role="alert">
        {problem && <ProblemSentence problem={problem} />}
      </p>
      <p>
        <button type="submit" class="button" aria-disabled={checking || areas.length === 0}>
          {checking ? i18n.t('oauth.waiting') : i18n.t('oauth.connect')}
        </button>
      </p>
    </form>
  );
}

interface AreasProps {
  ticked: readonly UsedArea[];
  onTick: (areas: readonly UsedArea[]) => void;
}

function Areas({ ticked, onTick }: AreasProps) {
  const tick = (area: UsedArea, on: boolean) =>
    onTick(USED_AREAS.filter(one => (one === area ? on : ticked.includes(one))));
  return (
    <fieldset class="pick">
      <legend>{i18n.t('oauth.ask')}</legend>
      {USED_AREAS.map(area => (
        <Tick
          key={area}
          label={doingWords(area)}
          checked={ticked.includes(area)}
          onChange={on => tick(area, on)}
        />
      ))}
      <p class="small" role="status">
        {ticked.length === 0 && i18n.t('oauth.nothingTicked')}
      </p>
    </fieldset>
  );
}
