/** Longer agents are attacks: no browser writes that much. Yauaa draws the line there too. */
export const LONGEST_AGENT = 2048;

/** What an agent holds only where somebody tries to make a server run it. */
const INJECTIONS: readonly RegExp[] = [
  // Paths out of the web server's folder, and files that are looked for there.
  /\.\.[/\\]|(?:^|[^\w])\/?etc\/(?:passwd|shadow|hosts)\b|\bwin\.ini\b|\bboot\.ini\b|%2e%2e|%00|\bweb-inf\b/i,
  // Shells: substitution, piping, and commands that look a name up.
  /\$\(|`[^`]*`|\|\||&&|\b(?:nslookup|curl|wget|ping|cat)\s+[-\w./$]+\s*[;&|]|\{\s*:;\s*\}\s*;/i,
  // Templates and lookups: Log4j's, Velocity's, Ruby's, the expression languages of Java.
  /\$\{|#\{|\{\{|<%|%\{|\bjndi:|<\?(?:php|=)/i,
  // Markup.
  /<\s*(?:script|img|svg|iframe|a|body|html|xml|!--|!\[|!doctype|\?xml)\b|<\/?\w+[^>]*xmlns|<\/\w+>/i,
  // SQL: functions that wait or spell letters, and clauses.
  /\b(?:sleep|waitfor|benchmark|pg_sleep|sysdate|char|chr|concat|extractvalue|updatexml|md5|ascii|unhex|load_file|dbms_\w+\.\w+|utl_\w+\.\w+)\s*\(/i,
  /\bunion\b(?:\s|\/\*.*?\*\/)+(?:all\s+)?select\b|\bselect\b[\s(]+.{0,200}?\bfrom\b|\border\s+by\s+\d|\bwaitfor\s+delay\b|\bcase\s+when\b|\bdrop\s+table\b|\binsert\s+into\b/i,
  /['"]\s*\)*\s*(?:or|and|xor|\|\|)\s*\(*\s*['"(]?\w*['"]?\s*(?:=|<|>|like\b|in\b|between\b|\()/i,
  /\b(?:or|and)\s+\(?\d+\)?\s*(?:=|<|>)\s*\(?\d+|--\s*$|'\s*--|\/\*!?\d*.*?\*\//i,
  // Code of other languages.
  /\b(?:eval|assert|system|exec|passthru|phpinfo|print|die|base64_decode|require|file_get_contents|gethostbyname|socket)\s*\(|\brequire\s*'|\.concat\(/i,
  // The hosts where scanners wait for an answer.
  /burpcollaborator|\bbxss\.me\b|\boast(?:ify)?\.\w+|\binteract(?:sh|\.sh)\b|\bacunetix\b|1xx2hack3host4xx5/i,
  // Serialized objects of PHP, and line breaks that would begin another header.
  /\bO:\d+:"|\ba:\d+:\{|%0[ad]|\\r\\n|[\r\n]/i,
  /\bvulnweb\b|\bsome-inexistent-website\b|\b(?:prompt|alert|confirm|response\.write)\s*\(/i,
  // Advertisers who leave nothing but an address.
  /^https?:\/\/\S+$/i,
  // There never was such a Windows.
  /\bWindows NT 9\./,
  /^\W*$/,
];

/** Whether an agent, of no more than the longest's length, is an attack rather than the name of a program. */
export function isAttack(text: string): boolean {
  return INJECTIONS.some((pattern) => pattern.test(text));
}
