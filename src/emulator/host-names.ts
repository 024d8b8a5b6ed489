/**
 * Whether a `Host` is one that only this machine answers to, or one of Adobe's, which a proxy or a hosts file sends here. A
 * page in a browser could have any other name point to this machine (DNS rebinding). None is sent without a socket.
 */
export function isOwnHost(host: string | undefined): boolean {
  if (host === undefined) return true;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (/^127(\.\d{1,3}){3}$/.test(name) || name === "[::1]") return true;
  return [".localhost", ".adobe.io", ".adobelogin.com"].some((end) => `.${name}`.endsWith(end));
}
