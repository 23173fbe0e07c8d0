import type { LearnerRecord } from './learner-record.ts';
import { describeLoss } from './loss.ts';
import type { SavingNotice } from './saving-notice.ts';

const plain = (text: string): SavingNotice => ({ isUrgent: false, text, fileName: '', fileHref: '' });

/** Advice is given once in a session of the browser: it is no alarm. Where the session keeps nothing, at each page. */
function isFirstAdvice(): boolean {
  try {
    const key = 'slipway-record:advised';
    const isFirst = sessionStorage.getItem(key) === null;
    sessionStorage.setItem(key, 'yes');
    return isFirst;
  } catch {
    return true;
  }
}

/** What is said of the record as a whole, by the first part of a page that watches it. A page makes one, so that its words stay until it is left. */
export class RecordNotice {
  #advice: SavingNotice | undefined;
  #isAdvised = false;

  of(record: LearnerRecord): SavingNotice | undefined {
    if (record.loss) return plain(describeLoss(record.loss));
    const advice = this.#isAdvised ? undefined : record.exportAdvice();
    if (advice) {
      this.#isAdvised = true;
      if (isFirstAdvice()) this.#advice = plain(advice);
    }
    return this.#advice;
  }
}
