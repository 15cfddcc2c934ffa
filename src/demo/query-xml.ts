import { ServiceError } from './service-error';
import type { ServiceProtocol } from './service-protocol';
import { formatAmzDate, maxClockSkewMs } from './signature-v4';
import { element, parent } from './xml';

/** The XML and the common errors that STS has, and IAM has too. */
export function queryXml(
  xmlns: string,
): Pick<ServiceProtocol, 'response' | 'errorResponse' | 'unknownAction' | 'signatureError'> {
  return {
    response: (action, requestId, inner) =>
      `<${action}Response xmlns="${xmlns}">${parent(`${action}Result`, inner)}${parent('ResponseMetadata', element('RequestId', requestId))}</${action}Response>`,
    errorResponse: ({ code, message, status }, requestId) => {
      const type = element('Type', status >= 500 ? 'Receiver' : 'Sender');
      const error = parent('Error', type, element('Code', code), element('Message', message));
      return `<ErrorResponse xmlns="${xmlns}">${error}${element('RequestId', requestId)}</ErrorResponse>`;
    },
    unknownAction: (action, version) =>
      new ServiceError('InvalidAction', `Could not find operation ${action} for version ${version}`),
    signatureError: (failure, nowMs, signedAt = nowMs) => {
      const signed = formatAmzDate(signedAt);
      const now = formatAmzDate(nowMs);
      switch (failure) {
        case 'missing':
          return new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token');
        case 'incomplete':
          return new ServiceError('IncompleteSignature', 'The request signature does not conform to AWS standards.');
        case 'unknown-key':
        case 'wrong-session-token':
          return new ServiceError('InvalidClientTokenId', 'The security token included in the request is invalid.');
        case 'expired-key':
          return new ServiceError('ExpiredToken', 'The security token included in the request is expired');
        case 'mismatch':
          return new ServiceError(
            'SignatureDoesNotMatch',
            'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
          );
        case 'too-old': {
          const earliest = formatAmzDate(nowMs - maxClockSkewMs);
          return new ServiceError(
            'SignatureDoesNotMatch',
            `Signature expired: ${signed} is now earlier than ${earliest} (${now} - 15 min.)`,
          );
        }
        case 'too-new': {
          const latest = formatAmzDate(nowMs + maxClockSkewMs);
          return new ServiceError(
            'SignatureDoesNotMatch',
            `Signature not yet current: ${signed} is still later than ${latest} (${now} + 15 min.)`,
          );
        }
      }
    },
  };
}
