import type { Upload } from '../lib/outbox/upload.ts';
import type { PlainProblem } from '../lib/problem.ts';
import { titleOf } from './row.ts';
import { sentencesFor } from './row-words.ts';
import { ProblemSentence, Sentence } from './Sentence.tsx';
import './UploadText.css';

interface Props {
  upload: Upload;
  nameId: string;
  athleteName: string | undefined;
  now: number;
  problem: PlainProblem | undefined;
  facts: string[];
}

/** What a row says in words: its name, what it is, and what there is to know or to decide about it. */
export function UploadText({ upload, nameId, athleteName, now, problem, facts }: Props) {
  return (
    <>
      <span class="upload-name" id={nameId} title={titleOf(upload)}>
        {titleOf(upload)}
      </span>
      {facts.length > 0 && <span class="upload-facts">{facts.join(' · ')}</span>}
      {sentencesFor(upload, athleteName, now).map(said => (
        <span key={said.text} class="upload-said">
          <Sentence said={said} />
        </span>
      ))}
      {problem && (
        <span class="upload-said upload-problem" role="alert">
          <ProblemSentence problem={problem} />
        </span>
      )}
    </>
  );
}
