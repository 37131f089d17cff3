import * as z from 'zod/mini';
import { FILE_KINDS } from '../intervals/activity-files.ts';
import { kept } from '../kept.ts';
import { stretchSchema } from '../missing/choice.ts';

const choiceSchema = z.extend(stretchSchema, { kind: z.catch(z.enum(FILE_KINDS), 'original') });

/** Which of their activities a person looks at, and which of their files they want. */
export type Choice = z.infer<typeof choiceSchema>;

const state = kept('local:activities', choiceSchema);

/** What was looked at last. */
export const getChoice = state.get;

export const keepChoice = (choice: Choice): Promise<Choice> => state.change(() => choice);
