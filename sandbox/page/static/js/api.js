// The page's own HTTP API. Every act is a POST with a JSON body; a refusal carries a sentence for the person.

/** What went wrong, in words for the person who tried. */
export class Refusal extends Error {}

/** Holds no longer than the connection is lost. */
export const UNREACHABLE = "The sandbox cannot be reached. Is it still running?";

/** @param {Response} response */
async function read(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    throw new Refusal(`The sandbox answered ${response.status} without a reason.`);
  }
  // What the place does not allow is an answer like any other; other statuses are this page's own mistakes.
  if (body.refused) throw new Refusal(body.refused);
  if (!response.ok) throw new Refusal(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}

/** @param {() => Promise<Response>} request */
async function reach(request) {
  try {
    return await request();
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === "AbortError") throw problem;
    throw new Refusal(UNREACHABLE);
  }
}

/** @param {string} path below /page/api/ @param {Record<string, string>} query */
export async function get(path, query = {}) {
  return read(await reach(() => fetch(`/page/api/${path}?${new URLSearchParams(query)}`)));
}

/** @param {string} path below /page/api/ @param {Record<string, unknown>} body @param {AbortSignal} [signal] */
export async function post(path, body, signal) {
  const options = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  };
  return read(await reach(() => fetch(`/page/api/${path}`, options)));
}
