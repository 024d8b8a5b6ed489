import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

// What a test writes has to outlive a killed process, which it does without: `fsync` is for power failures, and under a
// suite that runs beside others it took more time than everything else of a push. Processes that a test starts keep it.
fs.fsyncSync = () => undefined;
syncBuiltinESMExports();
