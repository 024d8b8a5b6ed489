/** Whether java.net.URL takes the text between the brackets of a host for an IPv6 address; it looks at no scope. */
export function isIpv6Literal(text: string): boolean {
  const percent = text.indexOf("%");
  if (text.length < 2 || percent === text.length - 1) return false;
  const address = percent < 0 ? text : text.slice(0, percent);
  if (address.startsWith(":") && text.charAt(1) !== ":") return false;
  return countBytes(address) === 16;
}

/** The bytes that the address spells, those of `::` included; -1 where it is malformed. */
function countBytes(address: string): number {
  let at = address.startsWith(":") ? 1 : 0;
  let bytes = 0;
  let isCompressed = false;
  while (at < address.length) {
    const group = groupAt(address, at);
    const after = at + group.length;
    if (after === address.length) {
      if (group !== "" && !isGroup(group)) return -1;
      bytes += group === "" ? 0 : 2;
      break;
    }
    switch (address.charAt(after)) {
      case ":":
        if (group === "") {
          if (isCompressed) return -1;
          isCompressed = true;
        } else {
          if (!isGroup(group) || after + 1 === address.length) return -1;
          bytes += 2;
        }
        if (bytes > 16) return -1;
        at = after + 1;
        break;
      case ".":
        if (bytes > 12 || !isGroup(group === "" ? "0" : group) || !isIpv4(address.slice(at))) return -1;
        return total(bytes + 4, isCompressed);
      default:
        return -1;
    }
  }
  return total(bytes, isCompressed);
}

function total(bytes: number, isCompressed: boolean): number {
  if (!isCompressed) return bytes;
  return bytes < 16 ? 16 : -1;
}

function groupAt(address: string, start: number): string {
  let end = start;
  while (end < address.length && /[0-9a-f]/i.test(address.charAt(end))) end += 1;
  return address.slice(start, end);
}

/** Any number of digits, as long as the value fits. */
function isGroup(digits: string): boolean {
  return digits.replace(/^0+(?=.)/, "").length <= 4;
}

function isIpv4(text: string): boolean {
  return text.length <= 15 && /^\d+\.\d+\.\d+\.\d+$/.test(text) && text.split(".").every((part) => Number(part) <= 255);
}
