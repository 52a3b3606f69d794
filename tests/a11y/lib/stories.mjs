// Stories of somebody in a browser, each told in one line; and faults planted in what the browser is given.
import assert from 'node:assert/strict';

/**
 * Parts of one long story, told one after the other: `shows` answers whether it went well; `seen` answers what
 * there was to see when one went wrong.
 */
export function parts(seen = async () => '') {
  let [passed, failed] = [0, 0];
  const shows = async (what, check) => {
    try {
      await check();
      passed += 1;
      console.log(`ok   ${what}`);
      return true;
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${what}: ${error.message}${await seen()}`);
      return false;
    }
  };
  const end = (more = '') => {
    console.log(`${passed} passed, ${failed} failed${more}`);
    process.exit(failed ? 1 : 0);
  };
  return { shows, end };
}

/** Stories of their own: `begin` answers the person of one, with the context of their browser; `end` says how it went. */
export function stories(begin) {
  const { shows, end } = parts();
  const of = async (what, check, given) => {
    const person = await begin(given);
    await shows(what, () => check(person));
    await person.context.close();
  };
  return { shows: of, end };
}

/** Answers requests of this page or context for a script with another text in the place of its own. */
export async function plant(at, script, [own, other]) {
  await at.route(script, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    assert.ok(body.includes(own), `the script has ${own}`);
    return route.fulfill({ response, body: body.replace(own, other) });
  });
}
