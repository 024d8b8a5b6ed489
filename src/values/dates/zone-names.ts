/**
 * The English names of the time zones that people write, as Java 17 prints them: short standard, short summer and short
 * generic name, then the long three, then the zones (the first is what the name is read as). Facts from Unicode's CLDR and
 * the JDK's own table. Which name a JDK uses depends on its locale data: all of it is `assumed`.
 */
const NAMES = `
PST|PDT|PT|Pacific Standard Time|Pacific Daylight Time|Pacific Time
  America/Los_Angeles America/Ensenada America/Tijuana America/Vancouver Canada/Pacific Mexico/BajaNorte PST8PDT
  US/Pacific
MST|MDT|MT|Mountain Standard Time|Mountain Daylight Time|Mountain Time
  America/Denver America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Creston America/Dawson
  America/Dawson_Creek America/Edmonton America/Fort_Nelson America/Inuvik America/Phoenix America/Shiprock
  America/Whitehorse America/Yellowknife Canada/Mountain Canada/Yukon MST7MDT Navajo US/Arizona US/Mountain
CST|CDT|CT|Central Standard Time|Central Daylight Time|Central Time
  America/Chicago America/Bahia_Banderas America/Belize America/Chihuahua America/Costa_Rica America/El_Salvador
  America/Guatemala America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Managua
  America/Matamoros America/Menominee America/Merida America/Mexico_City America/Monterrey
  America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem America/Ojinaga
  America/Rainy_River America/Rankin_Inlet America/Regina America/Resolute America/Swift_Current
  America/Tegucigalpa America/Winnipeg CST6CDT Canada/Central Canada/Saskatchewan Mexico/General US/Central
  US/Indiana-Starke
EST|EDT|ET|Eastern Standard Time|Eastern Daylight Time|Eastern Time
  America/New_York America/Atikokan America/Cancun America/Cayman America/Coral_Harbour America/Detroit
  America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo
  America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac
  America/Indianapolis America/Iqaluit America/Jamaica America/Kentucky/Louisville America/Kentucky/Monticello
  America/Louisville America/Montreal America/Nassau America/Nipigon America/Panama America/Pangnirtung
  America/Port-au-Prince America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT Jamaica US/East-Indiana
  US/Eastern US/Michigan
AST|ADT|AT|Atlantic Standard Time|Atlantic Daylight Time|Atlantic Time
  America/Halifax America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon
  America/Curacao America/Dominica America/Glace_Bay America/Goose_Bay America/Grenada America/Guadeloupe
  America/Kralendijk America/Lower_Princes America/Marigot America/Martinique America/Moncton America/Montserrat
  America/Port_of_Spain America/Puerto_Rico America/Santo_Domingo America/St_Barthelemy America/St_Kitts
  America/St_Lucia America/St_Thomas America/St_Vincent America/Thule America/Tortola America/Virgin
  Atlantic/Bermuda Canada/Atlantic
NST|NDT|NT|Newfoundland Standard Time|Newfoundland Daylight Time|Newfoundland Time
  America/St_Johns Canada/Newfoundland
AKST|AKDT|AKT|Alaska Standard Time|Alaska Daylight Time|Alaska Time
  America/Juneau America/Anchorage America/Metlakatla America/Nome America/Sitka America/Yakutat US/Alaska
HST|HDT|HST|Hawaii-Aleutian Standard Time|Hawaii-Aleutian Daylight Time|Hawaii-Aleutian Time
  Pacific/Honolulu US/Hawaii
HAST|HADT|HAT|Hawaii-Aleutian Standard Time|Hawaii-Aleutian Daylight Time|Hawaii-Aleutian Time
  America/Adak America/Atka Pacific/Johnston US/Aleutian
GMT|GMT|GMT|Greenwich Mean Time|Greenwich Mean Time|Greenwich Mean Time
  GMT Africa/Abidjan Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown
  Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome Africa/Timbuktu
  America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/Greenwich Greenwich Iceland
GMT|BST|BT|Greenwich Mean Time|British Summer Time|British Time
  Europe/London Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey GB GB-Eire
GMT|IST|IT|Greenwich Mean Time|Irish Standard Time|Irish Time
  Europe/Dublin Eire
WET|WEST|WET|Western European Standard Time|Western European Summer Time|Western European Time
  Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal
CET|CEST|CET|Central European Standard Time|Central European Summer Time|Central European Time
  Europe/Paris Africa/Algiers Africa/Ceuta Africa/Tunis Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Amsterdam
  Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen
  Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco
  Europe/Oslo Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje
  Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb
  Europe/Zurich Poland
EET|EEST|EET|Eastern European Standard Time|Eastern European Summer Time|Eastern European Time
  Europe/Bucharest Africa/Cairo Africa/Tripoli Asia/Amman Asia/Beirut Asia/Damascus Asia/Gaza Asia/Hebron
  Asia/Nicosia Egypt Europe/Athens Europe/Chisinau Europe/Helsinki Europe/Kaliningrad Europe/Kiev Europe/Kyiv
  Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Tiraspol Europe/Uzhgorod
  Europe/Vilnius Europe/Zaporozhye Libya
MSK|MSD|MT|Moscow Standard Time|Moscow Summer Time|Moscow Time
  Europe/Moscow Europe/Minsk Europe/Simferopol W-SU
TRT|TRST|TRT|Turkey Time|Turkey Summer Time|Turkey Time
  Europe/Istanbul Asia/Istanbul Turkey
SAST|SAST|SAT|South Africa Standard Time|South Africa Summer Time|South Africa Time
  Africa/Johannesburg Africa/Maseru Africa/Mbabane
WAT|WAST|WAT|West Africa Standard Time|West Africa Summer Time|West Africa Time
  Africa/Lagos Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Libreville Africa/Luanda
  Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo
CAT|CAST|CAT|Central Africa Time|Central African Summer Time|Central Africa Time
  Africa/Maputo Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Juba Africa/Khartoum
  Africa/Kigali Africa/Lubumbashi Africa/Lusaka
EAT|EAST|EAT|East Africa Time|Eastern African Summer Time|Eastern Africa Time
  Africa/Nairobi Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti
  Africa/Kampala Africa/Mogadishu Indian/Antananarivo Indian/Comoro Indian/Mayotte
IST|IDT|IT|Israel Standard Time|Israel Daylight Time|Israel Time
  Asia/Jerusalem Asia/Tel_Aviv Israel
AST|ADT|AT|Arabian Standard Time|Arabian Daylight Time|Arabian Time
  Asia/Riyadh Asia/Aden Asia/Baghdad Asia/Bahrain Asia/Kuwait Asia/Qatar
IRST|IRDT|IRT|Iran Standard Time|Iran Daylight Time|Iran Time
  Asia/Tehran Iran
GST|GDT|GT|Gulf Standard Time|Gulf Daylight Time|Gulf Time
  Asia/Dubai Asia/Muscat
PKT|PKST|PKT|Pakistan Standard Time|Pakistan Summer Time|Pakistan Time
  Asia/Karachi
IST|IDT|IT|India Standard Time|India Daylight Time|India Time
  Asia/Kolkata Asia/Calcutta Asia/Colombo
BDT|BDST|BDT|Bangladesh Standard Time|Bangladesh Summer Time|Bangladesh Time
  Asia/Dhaka Asia/Dacca
NPT|NPST|NPT|Nepal Time|Nepal Summer Time|Nepal Time
  Asia/Kathmandu Asia/Katmandu
ICT|ICST|ICT|Indochina Time|Indochina Summer Time|Indochina Time
  Asia/Bangkok Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Saigon Asia/Vientiane
WIB|WIST|WIB|Western Indonesia Time|West Indonesia Summer Time|West Indonesia Time
  Asia/Jakarta Asia/Pontianak
SGT|SGST|SGT|Singapore Standard Time|Singapore Summer Time|Singapore Time
  Asia/Singapore Singapore
MYT|MYST|MYT|Malaysia Time|Malaysia Summer Time|Malaysia Time
  Asia/Kuching Asia/Kuala_Lumpur
HKT|HKST|HKT|Hong Kong Standard Time|Hong Kong Summer Time|Hong Kong Time
  Asia/Hong_Kong Hongkong
CST|CDT|CT|China Standard Time|China Daylight Time|China Time
  Asia/Shanghai Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau PRC
PST|PDT|PT|Philippine Standard Time|Philippine Summer Time|Philippine Time
  Asia/Manila
KST|KDT|KT|Korean Standard Time|Korean Daylight Time|Korean Time
  Asia/Seoul Asia/Pyongyang ROK
JST|JDT|JT|Japan Standard Time|Japan Daylight Time|Japan Time
  Asia/Tokyo Japan
AWST|AWDT|AWT|Australian Western Standard Time|Australian Western Daylight Time|Western Australia Time
  Australia/Perth Australia/West
ACST|ACDT|ACT|Australian Central Standard Time|Australian Central Daylight Time|Central Australia Time
  Australia/Adelaide Australia/Broken_Hill Australia/Darwin Australia/North Australia/South Australia/Yancowinna
AEST|AEDT|AET|Australian Eastern Standard Time|Australian Eastern Daylight Time|Eastern Australia Time
  Australia/Sydney Antarctica/Macquarie Australia/ACT Australia/Brisbane Australia/Canberra Australia/Currie
  Australia/Hobart Australia/Lindeman Australia/Melbourne Australia/NSW Australia/Queensland Australia/Tasmania
  Australia/Victoria
NZST|NZDT|NZT|New Zealand Standard Time|New Zealand Daylight Time|New Zealand Time
  Pacific/Auckland Antarctica/McMurdo Antarctica/South_Pole NZ
SST|SDT|ST|Samoa Standard Time|Samoa Daylight Time|Samoa Time
  Pacific/Pago_Pago Pacific/Midway Pacific/Samoa US/Samoa
BRT|BRST|BRT|Brasilia Standard Time|Brasilia Summer Time|Brasilia Time
  America/Sao_Paulo America/Araguaina America/Bahia America/Belem America/Fortaleza America/Maceio America/Recife
  America/Santarem Brazil/East
ART|ARST|ART|Argentina Standard Time|Argentina Summer Time|Argentina Time
  America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/ComodRivadavia
  America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza
  America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis
  America/Argentina/Tucuman America/Argentina/Ushuaia America/Buenos_Aires America/Catamarca America/Cordoba
  America/Jujuy America/Mendoza America/Rosario
CLT|CLST|CLT|Chile Standard Time|Chile Summer Time|Chile Time
  America/Santiago Chile/Continental
COT|COST|COT|Colombia Standard Time|Colombia Summer Time|Colombia Time
  America/Bogota
PET|PEST|PET|Peru Standard Time|Peru Summer Time|Peru Time
  America/Lima
VET|VEST|VET|Venezuela Time|Venezuela Summer Time|Venezuela Time
  America/Caracas
MST|MDT|MT|Mexican Pacific Standard Time|Mexican Pacific Daylight Time|Mexican Pacific Time
  America/Mazatlan America/Hermosillo Mexico/BajaSur
`;

export interface ZoneNames {
  readonly short: readonly [standard: string, summer: string, generic: string];
  readonly full: readonly [standard: string, summer: string, generic: string];
  readonly zones: readonly string[];
}

let loaded: readonly ZoneNames[] | null = null;

export function zoneNames(): readonly ZoneNames[] {
  loaded ??= NAMES.trim()
    .split(/\n(?! )/)
    .map((entry) => {
      const [head = "", ...zones] = entry.split(/\n +/);
      const [standard = "", summer = "", generic = "", fullStandard = "", fullSummer = "", fullGeneric = ""] =
        head.split("|");
      return {
        short: [standard, summer, generic],
        full: [fullStandard, fullSummer, fullGeneric],
        zones: zones.join(" ").split(" "),
      };
    });
  return loaded;
}
