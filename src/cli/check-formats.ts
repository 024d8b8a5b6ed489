import { type Diagnostic, type Palette, renderJson, renderText } from "../diagnostics/index.js";

export const CHECK_FORMATS = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] as const;

export type CheckFormat = (typeof CHECK_FORMATS)[number];

interface Surroundings {
  /** The mapping files that were checked, as findings show them. */
  readonly files: readonly string[];
  readonly palette: Palette;
  readonly width: number;
}

declare const XDMAP_VERSION: string;

/** The same findings in the form that was asked for. What a form needs loads when it is asked for. */
export async function renderFindings(
  format: CheckFormat,
  findings: readonly Diagnostic[],
  { files, palette, width }: Surroundings,
): Promise<string> {
  switch (format) {
    case "text":
      return findings.length === 0 ? "" : `${renderText(findings, palette, width)}\n`;
    case "json":
      return renderJson(findings);
    case "sarif": {
      const { renderSarif } = await import("../diagnostics/render-sarif.js");
      const { allCodes } = await import("../diagnostics/registry.js");
      return renderSarif(findings, { version: XDMAP_VERSION, codes: allCodes, files, digest: await loadDigest() });
    }
    case "github":
      return (await import("../diagnostics/render-github.js")).renderGithub(findings);
    case "gitlab":
      return (await import("../diagnostics/render-gitlab.js")).renderGitlab(findings, {
        digest: await loadDigest(),
        files,
      });
    case "junit":
      return (await import("../diagnostics/render-junit.js")).renderJunit(findings, { files, now: new Date() });
    case "markdown":
      return (await import("../diagnostics/render-markdown.js")).renderMarkdown(findings, { files });
  }
}

/** Half of a SHA-256 tells findings apart. Node's digests load for the forms that have fingerprints. */
async function loadDigest(): Promise<(text: string) => string> {
  const { digest } = (await import("../host/services.js")).nodeServices();
  return (text) => digest("SHA-256", text).slice(0, 32);
}
