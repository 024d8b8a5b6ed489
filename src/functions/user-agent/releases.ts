// Which version a release is, where agents write a number of another kind. All of it is the makers' own history.

/** Windows: the version of NT and the name it was sold under. */
export const WINDOWS_BY_NT: ReadonlyMap<string, string> = new Map([
  ["3.51", "NT 3.51"],
  ["4.0", "NT 4.0"],
  ["5.0", "2000"],
  ["5.01", "2000"],
  ["5.1", "XP"],
  ["5.2", "XP"],
  ["6.0", "Vista"],
  ["6.1", "7"],
  ["6.2", "8"],
  ["6.3", "8.1"],
  ["6.4", "10 Preview"],
]);

/** Fire OS by the least version of Android that it is built on, newest first. */
export const FIRE_OS_BY_ANDROID: readonly (readonly [android: number, fire: string])[] = [
  [11, "8"],
  [9, "7"],
  [7.1, "6"],
  [5, "5"],
  [4.4, "4"],
  [4, "3"],
  [2.3, "1"],
];

/** Firefox OS by the version of Gecko. */
export const FIREFOX_OS_BY_GECKO: ReadonlyMap<string, string> = new Map([
  ["18.0", "1.0.1"],
  ["18.1", "1.1"],
  ["26.0", "1.2"],
  ["28.0", "1.3"],
  ["30.0", "1.4"],
  ["32.0", "2.0"],
  ["34.0", "2.1"],
  ["37.0", "2.2"],
  ["44.0", "2.5"],
]);

/** iOS by the first two parts of its kernel's version. */
export const IOS_BY_DARWIN: ReadonlyMap<string, string> = new Map([
  ["14.0", "8.0"],
  ["15.0", "9.0"],
  ["15.4", "9.3"],
  ["15.5", "9.3.2"],
  ["15.6", "9.3.3"],
  ["16.0", "10.0"],
  ["16.1", "10.1"],
  ["16.3", "10.2"],
  ["16.5", "10.3"],
  ["16.6", "10.3.2"],
  ["16.7", "10.3.3"],
  ["17.0", "11.0"],
  ["17.2", "11.1"],
  ["17.3", "11.2"],
  ["17.4", "11.2.6"],
  ["17.5", "11.3"],
  ["17.6", "11.4"],
  ["17.7", "11.4.1"],
  ["18.0", "12.0"],
  ["18.2", "12.1"],
  ["18.5", "12.2"],
  ["18.6", "12.3"],
  ["18.7", "12.4"],
  ["19.0", "13.0"],
  ["19.2", "13.3"],
  ["19.3", "13.3.1"],
  ["19.4", "13.4"],
  ["19.5", "13.5"],
  ["19.6", "13.6"],
  ["20.0", "14.0"],
  ["20.1", "14.2"],
  ["20.2", "14.3"],
  ["20.3", "14.4"],
  ["20.4", "14.5"],
  ["20.5", "14.6"],
  ["20.6", "14.7"],
]);

/** Android by its API level. */
export const ANDROID_BY_API_LEVEL: ReadonlyMap<string, string> = new Map([
  ["14", "4.0"],
  ["15", "4.0.3"],
  ["16", "4.1"],
  ["17", "4.2"],
  ["18", "4.3"],
  ["19", "4.4"],
  ["20", "4.4"],
  ["21", "5.0"],
  ["22", "5.1"],
  ["23", "6.0"],
  ["24", "7.0"],
  ["25", "7.1"],
  ["26", "8.0"],
  ["27", "8.1"],
  ["28", "9"],
  ["29", "10"],
  ["30", "11"],
  ["31", "12"],
  ["32", "12"],
  ["33", "13"],
  ["34", "14"],
  ["35", "15"],
]);

/** Ubuntu by the first word of its name. */
export const UBUNTU_BY_NAME: ReadonlyMap<string, string> = new Map([
  ["warty", "4.10"],
  ["hoary", "5.04"],
  ["breezy", "5.10"],
  ["dapper", "6.06"],
  ["edgy", "6.10"],
  ["feisty", "7.04"],
  ["gutsy", "7.10"],
  ["hardy", "8.04"],
  ["intrepid", "8.10"],
  ["jaunty", "9.04"],
  ["karmic", "9.10"],
  ["lucid", "10.04"],
  ["maverick", "10.10"],
  ["natty", "11.04"],
  ["oneiric", "11.10"],
  ["precise", "12.04"],
  ["quantal", "12.10"],
  ["raring", "13.04"],
  ["saucy", "13.10"],
  ["trusty", "14.04"],
  ["utopic", "14.10"],
  ["vivid", "15.04"],
  ["wily", "15.10"],
  ["xenial", "16.04"],
  ["yakkety", "16.10"],
  ["zesty", "17.04"],
  ["artful", "17.10"],
  ["bionic", "18.04"],
]);

/** Edge's own version by that of EdgeHTML, which is what its agents say. */
export const EDGE_BY_EDGE_HTML: ReadonlyMap<string, string> = new Map([
  ["12", "20"],
  ["13", "25"],
  ["14", "38"],
  ["15", "40"],
  ["16", "41"],
  ["17", "42"],
  ["18", "44"],
]);

/** Internet Explorer by its engine, which a compatibility mode does not hide. */
export const EXPLORER_BY_TRIDENT: ReadonlyMap<string, string> = new Map([
  ["4", "8.0"],
  ["5", "9.0"],
  ["6", "10.0"],
  ["7", "11.0"],
]);
