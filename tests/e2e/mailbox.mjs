// What the real SMTP server of the harness was handed, as its folder holds it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const MAIL_SECONDS_MAX = 60;
/** Two slots of the service, in which whatever is to be told is told. */
const QUIET_SECONDS = 5;

export class Mailbox {
  constructor({ mail, people }) {
    Object.assign(this, { folder: mail, people });
  }

  names() {
    return readdirSync(this.folder).filter((name) => name.endsWith('.json')).sort();
  }

  count() {
    return this.names().length;
  }

  mails() {
    return this.names().map((name) => ({
      ...JSON.parse(readFileSync(join(this.folder, name))),
      raw: readFileSync(join(this.folder, name.replace('.json', '.eml')), 'latin1'),
    }));
  }

  /** Waits until these people, and only these, have been told since there were `before` mails. */
  async told(before, people) {
    const wanted = people.map((who) => this.people[who].email).sort();
    const got = () => this.mails().slice(before).flatMap((mail) => mail.to).sort();
    const started = Date.now();
    while (Date.now() - started < MAIL_SECONDS_MAX * 1000 && got().length < wanted.length) await wait(100);
    await wait(500); // one mail too many would come now
    assert.deepEqual(got(), wanted);
  }

  /** Waits until no mail has come for two slots: what went before is over. */
  async quiet() {
    for (let count = -1; count !== this.count();) {
      count = this.count();
      await wait(QUIET_SECONDS * 1000);
    }
  }

  /** Every mail came over TLS and after a login, has none of these words, and is like every other. */
  saysNothing(secrets) {
    const mails = this.mails();
    for (const mail of mails) {
      assert.ok(mail.tls && mail.login, 'over TLS and after a login');
      for (const secret of secrets) assert.ok(!mail.raw.includes(secret), `a mail says “${secret}”`);
    }
    const alike = new Set(mails.map((mail) => mail.raw.replace(/^(Message-ID|To|Date): .*\r\n/gim, '')));
    assert.equal(alike.size, 1, [...alike].join('\n---\n'));
  }
}
