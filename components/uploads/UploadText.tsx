import type { Upload } from '../../lib/features/uploads/upload.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { ProblemSentence, TextWithLink } from '../text/ProblemSentence.tsx';
import { getUploadMessages } from './upload-messages.ts';
import { getUploadTitle } from './upload-row.ts';
import './UploadText.css';

interface Props {
  upload: Upload;
  nameId: string;
  athleteName: string | undefined;
  now: number;
  problem: PlainProblem | undefined;
  facts: string[];
}

/** The text of a row: name, facts, and messages about it. */
export function UploadText({ upload, nameId, athleteName, now, problem, facts }: Props) {
  return (
    <>
      <span class="upload-name" id={nameId} title={getUploadTitle(upload)}>
        {getUploadTitle(upload)}
      </span>
      {facts.length > 0 && <span class="upload-facts">{facts.join(' · ')}</span>}
      {getUploadMessages(upload, athleteName, now).map(message => (
        <span key={message.text} class="upload-message">
          <TextWithLink richText={message} />
        </span>
      ))}
      {problem && (
        <span class="upload-message upload-problem" role="alert">
          <ProblemSentence problem={problem} />
        </span>
      )}
    </>
  );
}
