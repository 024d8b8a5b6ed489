import type { Diagnostic, Severity } from "./diagnostic.js";
import { fingerprintKeys } from "./fingerprint.js";
import { locate, wholeMessage } from "./locate.js";

interface GitlabOptions {
  /** A digest of a text, in hexadecimal digits. */
  readonly digest: (text: string) => string;
  /** The files that were checked; the first has the findings without a place, as GitLab shows none without one. */
  readonly files: readonly string[];
}

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "critical", warning: "minor", info: "info" };

/** Findings as GitLab's Code Quality report. Source: GitLab Docs, "Code Quality report format". */
export function renderGitlab(diagnostics: readonly Diagnostic[], { digest, files }: GitlabOptions): string {
  const keys = fingerprintKeys(diagnostics);
  const issues = diagnostics.map((finding, at) => {
    const location = locate(finding.place);
    const begin = location?.line ?? 1;
    return {
      description: wholeMessage(finding),
      check_name: finding.code,
      fingerprint: digest(keys[at] ?? ""),
      severity: SEVERITIES[finding.severity],
      location: { path: location?.path ?? files[0] ?? ".", lines: { begin, end: location?.endLine ?? begin } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
