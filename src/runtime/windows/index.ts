export {
  createWindowCounter,
  type Unpicked,
  type UnpickedReason,
  type WindowCounter,
  type WindowNote,
  type WindowRun,
  type WindowsReport,
} from "./count-windows.js";
export { renderWindows } from "./render-windows.js";
export { type AskedSchedule, FREQUENCIES, type Frequency, readSchedule, type Schedule } from "./schedule.js";
