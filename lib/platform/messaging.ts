import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type PlainProblem, Problem } from './problem.ts';

/**
 * The requests that pages may make of one feature, each with the schema of its data. `Answers` are of those that answer with more
 * than "done".
 */
export interface RequestSet<Data, Answers> {
  feature: string;
  schemas: { [Name in keyof Data]: z.ZodMiniType<Data[Name]> };
  /** Only a type: no answer is ever stored here. */
  answers?: Answers;
}

/** What a feature's `requests.ts` declares. Pages import it too, so it imports schemas and types, and nothing that acts. */
export const defineRequests =
  <Answers = unknown>() =>
  <Data>(feature: string, schemas: RequestSet<Data, Answers>['schemas']): RequestSet<Data, Answers> => ({
    feature,
    schemas,
  });

type Answer<Answers, Name> = Name extends keyof Answers ? Answers[Name] : unknown;

/** Problems cross as plain facts: an `Error` would lose its kind on the way, and might carry more than it should. */
type Outcome = { answer: unknown } | { problem: PlainProblem };

/** Asks the background. @throws {Problem} whatever its handler threw */
export async function sendRequest<Data, Answers, Name extends keyof Data & string>(
  { feature }: RequestSet<Data, Answers>,
  name: Name,
  data: Data[Name],
): Promise<Answer<Answers, Name>> {
  const outcome: Outcome = await browser.runtime.sendMessage({ request: { feature, name, data } });
  if ('problem' in outcome) throw Problem.fromPlain(outcome.problem);
  return outcome.answer as Answer<Answers, Name>;
}

/** What a feature does for each of its requests. */
export type RequestHandlers<Data, Answers> = {
  [Name in keyof Data]: (data: Data[Name]) => Promise<Answer<Answers, Name>>;
};

/** Handlers that parse the data of a request first, by "feature.name". */
export type RequestRoutes = Map<string, (data: unknown) => Promise<unknown>>;

export function answerRequests<Data, Answers>(
  { feature, schemas }: RequestSet<Data, Answers>,
  handlers: RequestHandlers<Data, Answers>,
): RequestRoutes {
  const routes: RequestRoutes = new Map();
  for (const name in schemas) {
    routes.set(`${feature}.${name}`, async data => await handlers[name](schemas[name].parse(data)));
  }
  return routes;
}

const envelopeSchema = z.object({
  request: z.object({ feature: z.string(), name: z.string(), data: z.unknown() }),
});

/** Answers pages from the background. Only this extension's own pages are answered. */
export function receiveRequests(features: readonly RequestRoutes[]): void {
  const routes = new Map(features.flatMap(feature => [...feature]));
  browser.runtime.onMessage.addListener((message: unknown, sender): Promise<Outcome> | undefined => {
    const envelope = envelopeSchema.safeParse(message);
    // Content scripts send messages of another shape, which the capture feature reads.
    if (!envelope.success) return undefined;
    const { feature, name, data } = envelope.data.request;
    return answer(routes.get(`${feature}.${name}`), data, sender);
  });
}

async function answer(
  handler: ((data: unknown) => Promise<unknown>) | undefined,
  data: unknown,
  sender: { id?: string | undefined; url?: string | undefined },
): Promise<Outcome> {
  try {
    if (!isOwnPage(sender)) throw new Problem('unexpected', { detail: 'a message from outside the extension' });
    if (!handler) throw new Problem('unexpected', { detail: 'a request that no feature answers' });
    return { answer: await handler(data) };
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

/** Content scripts have this extension's id too, but the address of the page that they run in. */
const isOwnPage = ({ id, url }: { id?: string | undefined; url?: string | undefined }): boolean =>
  id === browser.runtime.id && (url?.startsWith(browser.runtime.getURL('/')) ?? false);
