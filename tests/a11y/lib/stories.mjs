// Stories of somebody in a browser, each told in one line; and faults planted in what the browser is given.
import assert from 'node:assert/strict';

/** `begin` answers the person of a story, with the context of their browser; `end` says how it went. */
export function stories(begin) {
  let [passed, failed] = [0, 0];
  const shows = async (what, check, given) => {
    const person = await begin(given);
    try {
      await check(person);
      passed += 1;
      console.log(`ok   ${what}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${what}: ${error.message}`);
    } finally {
      await person.context.close();
    }
  };
  const end = () => {
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed ? 1 : 0);
  };
  return { shows, end };
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
