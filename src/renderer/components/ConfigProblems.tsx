import type { ConfigProblem } from '../../shared/credential-facts';
import { configProblemText } from '../credential-text';
import { useTranslator } from '../translation';

/** What is wrong in the AWS files, one line for each place. */
export function ConfigProblems({ problems }: { readonly problems: readonly ConfigProblem[] }) {
  const translator = useTranslator();
  return problems.map((problem) => {
    const text = configProblemText(problem, translator);
    return (
      <p key={text} className="field-error">
        {text}
      </p>
    );
  });
}
