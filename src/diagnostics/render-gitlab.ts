import type { Diagnostic, Severity } from "./diagnostic.js";
import { fingerprintKeys } from "./fingerprint.js";
import { locateSomewhere, wholeMessage } from "./locate.js";

interface GitlabOptions {
  /** A digest of a text, in hexadecimal digits. */
  readonly digest: (text: string) => string;
  /** The files that were checked. */
  readonly files: readonly string[];
}

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "critical", warning: "minor", info: "info" };

/** Findings as GitLab's Code Quality report. Source: GitLab Docs, "Code Quality report format". */
export function renderGitlab(diagnostics: readonly Diagnostic[], { digest, files }: GitlabOptions): string {
  const keys = fingerprintKeys(diagnostics);
  const issues = diagnostics.map((finding, at) => {
    const { path, line, endLine } = locateSomewhere(finding.place, files);
    const begin = line ?? 1;
    return {
      description: wholeMessage(finding),
      check_name: finding.code,
      fingerprint: digest(keys[at] ?? ""),
      severity: SEVERITIES[finding.severity],
      location: { path, lines: { begin, end: endLine ?? begin } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
