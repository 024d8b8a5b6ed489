/** Longer agents are attacks: no browser writes that much. Yauaa draws the line there too. */
export const LONGEST_AGENT = 2048;

/** What an agent holds only where somebody tries to make a server run it. */
const INJECTIONS: readonly RegExp[] = [
  // Paths out of the web server's folder, and files that are looked for there.
  /\.\.[/\\]|\.\.%|%2e%2e|%c0%ae|%00|(?:^|[^\w])\/?etc\/(?:passwd|shadow|hosts)\b|\b(?:win|boot)\.ini\b|\bweb-inf\b/i,
  // Shells: substitution, piping, and the commands that they are tried with.
  /\$\(|`[^`]*`|\|\||&&|\b(?:nslookup|curl|wget|ping|cat)\s+[-\w./$]+\s*[;&|]|\{\s*:;\s*\}\s*;/i,
  /\/bin\/(?:ba)?sh\b|\bcmd(?:\.exe)?\s*\/c\b|\bexpr \d{4,}|\bset \/a\b|[;&|]\s*(?:nslookup|curl|wget|ping|cat|id|ls|sleep|echo)\s+-?[\w/.-]+$/i,
  // Templates and lookups: Log4j's, Velocity's, Ruby's, the expression languages of Java.
  /\$\{|%24%7b|#\{|\{\{|<%|%\{|\bjndi:|<\?(?:php|=)|\{php\}/i,
  // Markup.
  /<\s*(?:script|img|svg|iframe|a|body|html|xml|!--|!\[|!doctype|\?xml|esi:)\b|<\/?\w+[^>]*xmlns|<\/\w+>|%3c(?:script|\/)|\[url=/i,
  // SQL: functions that wait or spell letters, and clauses.
  /\b(?:sleep|waitfor|benchmark|pg_sleep|sysdate|char|chr|concat|extractvalue|updatexml|xmltype|elt|make_set|md5|ascii|unhex|load_file|dbms_\w+\.\w+|utl_\w+\.\w+|cast|convert)\(/i,
  /\bunion\b(?:\s|\/\*.*?\*\/)+(?:all\s+)?select\b|\bselect\b[\s(]+.{0,200}?\bfrom\b|[;(]\s*select\b|\border\s+by\s+\d|\bwaitfor\s+delay\b|\bcase\s+when\b|\bdrop\s+table\b|\binsert\s+into\b|\bprocedure\s+analyse\b|\bnull\s*,\s*null\b|@@version/i,
  /['"]\s*\)*\s*(?:or|and|xor|rlike|like|\|\|)\s*\(*\s*['"(]?\w*['"]?\s*(?:=|<|>|like\b|in\b|between\b|\()/i,
  /\b(?:or|and)\s+\(?['"]?\w+['"]?\)?\s*(?:=|<|>)\s*\(?['"]?\w|--\s*$|'\s*--|\/\*!?\d*.*?\*\//i,
  // Code of other languages.
  /\b(?:eval|assert|system|exec|passthru|phpinfo|print|printf|die|base64_decode|require|file_get_contents|gethostbyname|__import__|prompt|alert|confirm|response\.write)\(|\brequire\s*'|\.concat\(/i,
  // The hosts where scanners wait for an answer, or that they try to have fetched.
  /burpcollaborator|\bbxss\.me\b|\boast(?:ify)?\.\w+|\binteract(?:sh|\.sh)\b|\bacunetix\b|\bvulnweb\b|\bsome-inexistent-website\b/i,
  // Serialized objects of PHP, and line breaks that would begin another header.
  /\bO:\d+:"|\ba:\d+:\{|%0[ad]|\\r\\n/i,
  // Advertisers who leave nothing but an address.
  /^https?:\/\/\S+$/i,
  // There never was such a Windows.
  /\bWindows NT 9\./,
  // Nothing but the signs that end a text in some language. A lone dash is how servers write that there was none.
  /^(?=.*['"<>$;|\\(){}*])[^\w\s]+$/,
];

/** Whether an agent, of no more than the longest's length, is an attack rather than the name of a program. */
export function isAttack(text: string): boolean {
  return INJECTIONS.some((pattern) => pattern.test(text));
}
