import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MessageKey } from '../../shared/text';
import { useTranslator } from '../translation';

/** On a Mac the command key is what Ctrl is elsewhere. */
const MODIFIER = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';

const KEYS: readonly (readonly [readonly string[], MessageKey])[] = [
  [['↑', '↓', 'Home', 'End'], 'keysHelp.move'],
  [['Enter'], 'keysHelp.toggle'],
  [['Space'], 'keysHelp.select'],
  [['Shift', '↑'], 'keysHelp.range'],
  [[MODIFIER, 'A'], 'keysHelp.all'],
  [[MODIFIER, 'C'], 'keysHelp.copy'],
  [['→'], 'keysHelp.details'],
  [['←'], 'keysHelp.fromDetails'],
  [['Tab'], 'keysHelp.buttons'],
  [['/'], 'keysHelp.search'],
  [['?'], 'keysHelp.help'],
  [['Esc'], 'keysHelp.escape'],
];

/** Every key that the list knows. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslator();
  return (
    <ModalOverlay className="dialog-backdrop" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="dialog popover">
        <Dialog className="dialog-body keys-help">
          <Heading slot="title">{t('keysHelp.title')}</Heading>
          <dl>
            {KEYS.map(([keys, what]) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(what)}</dd>
              </div>
            ))}
          </dl>
          <div className="form-actions">
            <Button className="button" autoFocus onPress={onClose}>
              {t('action.close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
