/** Whether a host is this machine, by its name alone (as `URL` has it): a name that is looked up could lead anywhere. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
