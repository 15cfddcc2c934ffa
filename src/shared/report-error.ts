import type { ReportedError } from './command-line-protocol';
import type { AppError } from './errors';
import type { Translator } from './translator';

/** An error as the command line tells it, in words of the app's language. */
export function reportError(error: AppError, translator: Translator): ReportedError {
  const { code, awsCode, detail, requestId } = error;
  return {
    code,
    message: translator.text(error.message),
    hint: translator.text(error.hint),
    awsCode,
    detail,
    requestId,
  };
}
