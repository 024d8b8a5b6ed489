/** The options of `xdmap import`, as the command line gives them. */
export interface ImportOptions {
  readonly sandbox?: string;
  readonly project?: string;
  readonly verbose?: boolean;
  readonly deadline?: number;
  /** Of mapping sets. */
  readonly version?: number;
  readonly all?: boolean;
  readonly pullSchema?: boolean;
  readonly output?: string;
  readonly target?: string;
  readonly sample?: readonly string[];
  readonly extract?: boolean;
  readonly force?: boolean;
}
