import { Ajv } from 'ajv';
import { badReplies } from './fault-replies.ts';
import type { Fault, Stage } from './faults.ts';
import type { Reply } from './site.ts';

/** The bad replies that a fault can name; any other is given completely, with status, headers and body. */
const namedReplies = {
  unauthorized: badReplies.unauthorized,
  accessDenied: badReplies.accessDenied,
  rateLimited: badReplies.rateLimited(30),
  serverError: badReplies.serverError,
  badGateway: badReplies.badGateway,
  cloudflareDown: badReplies.cloudflareError(521),
  blockedByCloudflare: badReplies.blockedByCloudflare,
  challengedByCloudflare: badReplies.challengedByCloudflare,
  emptySuccess: badReplies.emptySuccess,
  captivePortal: badReplies.captivePortal,
} satisfies Record<string, Reply>;

type ReplyName = keyof typeof namedReplies;

export const replyNames = Object.keys(namedReplies);

export const stages: readonly Stage[] = ['before body', 'in body', 'before processing', 'after processing', 'in reply'];

/** A fault as it is posted to the control server. */
interface StagedFault extends Omit<Fault, 'match' | 'reply'> {
  readonly match?: {
    readonly method?: string;
    readonly host?: string;
    /** A whole path. */
    readonly path?: string;
    /** A regular expression for path and query; it takes the place of `path`. */
    readonly pathPattern?: string;
  };
  readonly reply?: ReplyName | { status: number; headers?: Record<string, string>; body?: string };
}

const positive = { type: 'integer', minimum: 1 };
const duration = { type: 'number', minimum: 0 };
const text = { type: 'string' };

const isStagedFault = new Ajv({ allowUnionTypes: true }).compile<StagedFault>({
  type: 'object',
  additionalProperties: false,
  properties: {
    match: {
      type: 'object',
      additionalProperties: false,
      properties: { method: text, host: text, path: text, pathPattern: text },
    },
    times: { anyOf: [positive, { const: 'always' }] },
    stage: { enum: stages },
    forMs: duration,
    afterBytes: duration,
    delayMs: duration,
    cut: { const: true },
    hold: { const: true },
    reply: {
      anyOf: [
        { enum: replyNames },
        {
          type: 'object',
          additionalProperties: false,
          required: ['status'],
          properties: {
            status: { type: 'integer', minimum: 200, maximum: 599 },
            headers: { type: 'object', additionalProperties: text },
            body: text,
          },
        },
      ],
    },
  },
});

/**
 * Reads a fault from JSON.
 * @throws {SyntaxError} that says what is wrong with it
 */
export function readStagedFault(json: string): Fault {
  const staged: unknown = JSON.parse(json);
  if (!isStagedFault(staged)) {
    const errors = (isStagedFault.errors ?? []).map(
      ({ instancePath, message, params }) => `fault${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    throw new SyntaxError(errors.join('\n'));
  }
  const { match, reply, ...rest } = staged;
  return { ...rest, ...(match && { match: readMatch(match) }), ...(reply && { reply: readReply(reply) }) };
}

function readMatch({ pathPattern, ...match }: NonNullable<StagedFault['match']>): NonNullable<Fault['match']> {
  return pathPattern === undefined ? match : { ...match, path: new RegExp(pathPattern) };
}

function readReply(reply: NonNullable<StagedFault['reply']>): Reply {
  return typeof reply === 'string' ? namedReplies[reply] : reply;
}
