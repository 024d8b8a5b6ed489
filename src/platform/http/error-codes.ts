import type { ErrorAction, Service } from "../problem.js";

/** What a code of a service means, as the end of "…: ", and what helps. */
export interface KnownCode {
  readonly action: ErrorAction;
  readonly meaning: string;
}

type Row = readonly [code: string, action: ErrorAction, meaning: string];

/** Flow Service's own codes (its page of error messages). */
const FLOW: readonly Row[] = [
  ["1100-400", "permission", "the source's provider does not let this account in"],
  ["1101-404", "missing", "an id that the request names is not known"],
  ["1102-500", "retry", "the service has a fault inside"],
  ["1103-503", "retry", "the service is not available for the moment"],
  ["1104-504", "look-up-then-retry", "the gateway waited too long for the service"],
  ["1400-500", "retry", "the service has a fault inside"],
  ["1401-400", "fix-request", "a list was asked for with `limit` and `count` together"],
  ["1404-412", "conflict", "the object is no longer as it was read: its etag is another"],
  ["1405-400", "fix-request", "the request has no body"],
  ["1410-400", "fix-request", "a new flow may not say its state"],
  ["1412-400", "fix-input", "the mapping set has no such version"],
  ["1413-400", "fix-input", "the id of the connection spec or flow spec is none"],
  ["1414-400", "recreate", "the connection spec of a connection cannot be changed"],
  ["1416-400", "wait", "it can be changed only while it is enabled, disabled or initializing"],
  ["1418-400", "dependency", "flows still use the base connection"],
  ["1419-400", "fix-input", "the mapping set does not validate, or maps fields that this account may not use"],
  ["1420-400", "wait", "it is just being disabled"],
  ["1421-400", "wait", "it is just being updated"],
  ["1422-400", "wait", "the action does not fit its present state"],
  ["1425-400", "fix-input", "the dataset has another schema, or another version of it, than the mapping set"],
  ["1427-400", "permission", "the token may not create or change runs"],
  ["1430-400", "missing", "the run's flow is not known"],
  ["1432-400", "fix-request", "the order of the list lacks `+` or `-`"],
  ["1434-400", "fix-request", "a change can only add, replace or remove"],
  ["1439-400", "missing", "the flow is not known"],
  ["1440-400", "fix-request", "the filter's operator is not supported"],
  ["1447-400", "dependency", "active flows still use it"],
  ["1450-400", "fix-request", "the filter's operator is none"],
  ["1451-400", "fix-request", "the service does not know a parameter of the query"],
  ["1453-400", "fix-request", "the filter has no value"],
  ["1455-400", "fix-input", "the path that is to be changed is not there"],
  ["1457-400", "wait", "it is just being deleted"],
  ["1458-400", "already-done", "it is being deleted already"],
  ["2000-401", "sign-in", "the token is not for this organization"],
  ["2001-401", "configuration", "the header x-gw-ims-org-id is empty"],
  ["2002-401", "configuration", "the header x-gw-ims-org-id is missing"],
  ["2100-404", "configuration", "there is no sandbox of this name"],
  ["2101-404", "configuration", "there is no sandbox of this name"],
  ["2103-404", "configuration", "the sandbox's name and id do not belong together"],
  ["2105-400", "fix-request", "the header x-sandbox-name is missing"],
  ["2106-404", "configuration", "no sandbox was named, and the organization has none by default"],
  ["2107-404", "configuration", "no sandbox was named, and the organization has none by default"],
  ["2110-400", "fix-request", "the header x-sandbox-id is not for this kind of token"],
  ["2111-403", "fix-request", "the sandbox name `*` is reserved"],
  ["2114-400", "sign-in", "the token is empty"],
  ["2115-400", "sign-in", "the token is not valid"],
  ["2117-500", "retry", "the permissions could not be looked up"],
  ["2118-403", "permission", "the permission to write is missing"],
  ["2120-403", "permission", "a permission is missing"],
  ["2121-403", "permission", "the permission to manage sources is missing"],
  ["2200-500", "retry", "Catalog did not answer while the schema was looked up"],
  ["2250-500", "retry", "Data Prep did not answer while the mapping set was looked up"],
];

/** Codes of the sources behind it (the page of error messages of sources). */
const SOURCES: readonly Row[] = [
  ["1000-400", "fix-request", "the request is not understood"],
  ["1001-401", "sign-in", "the token is not accepted"],
  ["1002-403", "permission", "a permission is missing"],
  ["1003-404", "missing", "it is not there"],
  ["1004-415", "fix-request", "the body's content type is not understood"],
  ["1006-408", "look-up-then-retry", "the service took too long"],
  ["1008-401", "sign-in", "the token is not for this organization"],
  ["1009-403", "configuration", "the header x-gw-ims-org-id is missing or empty"],
  ["1011-503", "retry", "the service is not available for the moment"],
  ["1012-504", "look-up-then-retry", "the gateway waited too long for the service"],
  ["1013-412", "conflict", "the object is no longer as it was read"],
  ["1307-400", "fix-input", "a target connection has to be of the data lake's connection spec"],
  ["1317-400", "fix-input", "the schedule is empty"],
  ["1321-400", "fix-input", "a flow has just one source connection and one target connection"],
  ["1325-400", "fix-input", "the target connection names no dataset"],
  ["1327-400", "fix-input", "the source connection's format is none that is allowed"],
  ["1330-400", "fix-input", "the source's table has no columns, or there is no such table"],
  ["1340-400", "fix-input", "a time cannot be read"],
  ["1360-400", "fix-input", "the start time lies in the past"],
  ["1361-400", "fix-input", "a schedule of frequency `once` has no interval"],
  ["1362-400", "fix-input", "the interval is too short"],
  ["1363-400", "fix-input", "this interval does not go with the frequency"],
  ["1364-400", "fix-input", "a schedule of frequency `once` has no backfill"],
  ["1365-400", "fix-input", "this part of a flow cannot be changed"],
  ["1366-400", "recreate", "the start time has passed, and can no longer be changed"],
  ["1367-400", "fix-input", "a flow from a table needs a delta column"],
  ["1368-400", "fix-input", "a flow's request may not name a mode"],
  ["1369-400", "fix-input", "a flow of frequency `once` may not have a delta column"],
  ["1370-400", "fix-input", "without a mapping the source's columns are not known"],
  ["1380-400", "fix-input", "the run cannot be made"],
  ["1381-400", "fix-input", "the window ends before it starts"],
  ["1382-400", "fix-input", "the run's delta column is not the flow's"],
  ["1383-400", "fix-input", "the first run of a flow has to name the delta column"],
  ["1384-400", "fix-input", "the run's window is missing or not valid"],
  ["1385-400", "fix-input", "flows from this kind of source cannot be run on demand"],
  ["1386-400", "fix-input", "only flows of frequency `once` can be run on demand"],
  ["1387-400", "wait", "a run in this state cannot be run again"],
  ["1388-400", "wait", "a run can be run again only while its flow is enabled"],
  ["1397-400", "fix-input", "the frequency is none"],
  ["1404-400", "recreate", "the start time has passed, and the backfill can no longer be changed"],
  ["1603-503", "retry", "the service is not available for the moment"],
  ["1604-504", "look-up-then-retry", "the gateway waited too long for the service"],
  ["1605-401", "sign-in", "the token is not accepted"],
  ["1606-403", "permission", "a permission is missing"],
  ["1607-412", "conflict", "the object is no longer as it was read"],
];

/** The gateway before all services (Experience Platform's page of troubleshooting). */
const GATEWAY: readonly Row[] = [
  ["403010", "sign-in", "the request carried no token"],
  ["401013", "sign-in", "the token is not valid, or has expired"],
  ["403000", "configuration", "the header x-api-key is missing"],
  ["403003", "configuration", "the API key is not known"],
  ["400003", "configuration", "the header x-gw-ims-org-id is missing"],
  ["403025", "permission", "the credential is not entitled to this organization"],
  ["429050", "retry", "there are too many requests"],
];

/** What the sign-in service says (RFC 6749, 5.2, and codes of its own). */
const SIGN_IN: readonly Row[] = [
  ["invalid_client", "sign-in", "the client id and the secret do not belong together, or one of them is none"],
  ["invalid_client_secret", "sign-in", "the secret is not the client's"],
  ["invalid_scope", "sign-in", "the credential does not have one of the scopes"],
  ["invalid_grant", "sign-in", "the credential may not be used like this"],
  ["unauthorized_client", "sign-in", "the credential is not one for servers (OAuth server-to-server)"],
  ["unsupported_grant_type", "sign-in", "the sign-in service does not know `client_credentials`"],
  ["invalid_request", "sign-in", "a part of the sign-in request is missing"],
  ["access_denied", "sign-in", "the credential is blocked"],
];

/** What runs and batches tell of their records. */
const RUNS: readonly Row[] = [
  ["INGEST-1211-400", "data", "records have errors, and diagnostics were not switched on"],
  ["INGEST-1212-400", "data", "some records have errors, the others were ingested"],
  ["INGEST-1401-400", "data", "a row cannot be read"],
  ["INGEST-1555-400", "data", "a required field is missing or null"],
  ["MAPPER-3700-400", "data", "a mapping failed for a record"],
  ["CONNECTOR-2001-500", "data", "the records could not be moved into the dataset"],
];

const known = new Map<string, KnownCode>(
  [...FLOW, ...SOURCES, ...GATEWAY, ...SIGN_IN, ...RUNS].map(([code, action, meaning]) => [code, { action, meaning }]),
);

/** In both catalogues of the flow service, with another meaning in each; its title and message tell which. */
const IF_MATCH_MISSING: KnownCode = {
  action: "fix-request",
  meaning: "the change does not say which etag it is based on",
};
const NO_LONGER_ONCE: KnownCode = {
  action: "recreate",
  meaning: "the start time has passed, and the frequency can no longer become `once`",
};

/** What a service's code means; null where it is not known. */
export function explainCode(code: string, title: string | null, message: string | null): KnownCode | null {
  if (code === "1403-400") {
    return /if-match|header/i.test(`${title} ${message}`) ? IF_MATCH_MISSING : NO_LONGER_ONCE;
  }
  return known.get(code) ?? null;
}

/** All codes that have a meaning, for tests that hold the catalogue to Adobe's. */
export function knownCodes(): readonly string[] {
  return [...known.keys(), "1403-400"];
}

/** What helps against an answer: by its code, or else by its status. `message` is what the answer says. */
export function actionFor(
  service: Service,
  status: number,
  {
    code,
    title,
    message,
  }: { readonly code: string | null; readonly title: string | null; readonly message: string | null },
): ErrorAction {
  const found =
    code === null ? null : (explainCode(code, title, message) ?? explainCode(`${code}-${status}`, title, message));
  if (found !== null) return found.action;
  if (service === "schema-registry" && status === 400 && /unique/i.test(`${title} ${message}`)) return "conflict";
  if (service === "sign-in" && status < 500 && status !== 429 && status !== 408) return "sign-in";
  switch (status) {
    case 400:
    case 422:
      return "fix-input";
    case 401:
      return "sign-in";
    case 403:
      return "permission";
    case 404:
    case 410:
      return "missing";
    case 409:
    case 412:
      return "conflict";
    case 429:
      return "retry";
    case 408:
    case 504:
      return "look-up-then-retry";
    default:
      return status >= 500 ? "retry" : "fix-request";
  }
}
