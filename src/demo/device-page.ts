import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { SsoSignIn } from './identities/sso-sign-in';
import type { HttpAnswer } from './request-handler';
import { devicePath } from './rest/sso-oidc';
import { element, escapeXml } from './xml';

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  // Nobody frames the buttons, and the code in the address goes nowhere.
  'Content-Security-Policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'no-referrer',
};

/**
 * Where a person says by hand whether a device may sign in. Another site can send a browser here, but not decide: that
 * takes a key which only this page shows, and which no other site can read.
 */
export class DevicePage {
  readonly #sso: SsoSignIn;
  readonly #decisionKey = randomBytes(24).toString('base64url');

  constructor(sso: SsoSignIn) {
    this.#sso = sso;
  }

  /** The page a request asks for; `undefined` where it is for something else. */
  answer(method: string, path: string, query: URLSearchParams): HttpAnswer | undefined {
    if (method !== 'GET' || path !== devicePath) return undefined;
    const userCode = query.get('user_code')?.trim().toUpperCase() ?? '';
    const decision = query.get('decision');
    if (decision === 'allowed' || decision === 'denied') {
      if (!this.#isDecisionKey(query.get('decision_key') ?? '')) return page(403, 'Open this page again to decide.');
      return this.#sso.decide(userCode, decision)
        ? page(200, `The device was ${decision}. You may close this page.`)
        : page(404, 'Nothing waits with this code any more.');
    }
    if (userCode === '') return page(200, 'Which code does the device show?', codeForm());
    return this.#sso.pendingUserCodes.includes(userCode)
      ? page(200, `Does your device show the code ${userCode}?`, this.#decisionForm(userCode))
      : page(404, 'Nothing waits with this code.', codeForm());
  }

  #isDecisionKey(given: string): boolean {
    const a = Buffer.from(given);
    const b = Buffer.from(this.#decisionKey);
    return a.length === b.length && timingSafeEqual(a, b);
  }

  #decisionForm(userCode: string): string {
    const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escapeXml(value)}">`;
    const button = (value: string, text: string) => `<button name="decision" value="${value}">${text}</button>`;
    const fields = hidden('user_code', userCode) + hidden('decision_key', this.#decisionKey);
    return form(`${fields}${button('allowed', 'Allow')} ${button('denied', 'Deny')}`);
  }
}

function codeForm(): string {
  return form('<input name="user_code" aria-label="Code" required autofocus> <button>Next</button>');
}

function form(fields: string): string {
  return `<form action="${devicePath}">${fields}</form>`;
}

function page(status: number, text: string, below = ''): HttpAnswer {
  const title = 'The local EC2 endpoint';
  const body = `<!doctype html><html lang="en"><meta charset="utf-8">${element('title', title)}${element('h1', title)}${element('p', text)}${below}</html>\n`;
  return { status, headers, body };
}
