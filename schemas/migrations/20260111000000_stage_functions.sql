-- What the CHECKs of the next file call: a function for each stage whose form is new, and one for each format.
-- Made from schemas/stages by `make stage-migrations`; a function's name ends in a hash of its text, because
-- PostgreSQL would not judge the rows again if a function were replaced: a changed stage gets a new one.
-- They read nothing but what they are given, so everybody may call them. Nothing that exists is read or locked.

CREATE FUNCTION wizard_checks.is_idn_email_a475e309(value text)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Words joined by points, or a quoted text; a domain of labels, or an address in brackets.
  mailbox CONSTANT text COLLATE "C" := '^(?:[A-Za-z0-9+/_?!$&''*=~#%^`{|}\u0080-\U0010FFFF-]+(?:[.][A-Za-z0-9+/_?!$&''*=~#%^`{|}\u0080-\U0010FFFF-]+)*|"(?:[] !#-[^-~]|\u005C[ -~])*")@(?:[A-Za-z0-9\u0080-\U0010FFFF](?:[A-Za-z0-9\u0080-\U0010FFFF-]*[A-Za-z0-9\u0080-\U0010FFFF])?(?:[.][A-Za-z0-9\u0080-\U0010FFFF](?:[A-Za-z0-9\u0080-\U0010FFFF-]*[A-Za-z0-9\u0080-\U0010FFFF])?)*|[[][0-9A-Za-z:.]*[]])$';
  -- An IPv4 address in brackets.
  ipv4 CONSTANT text COLLATE "C" := '^[[](?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})(?:[.](?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})){3}[]]$';
  -- An IPv6 address; :: stands for two or more groups.
  ipv6 CONSTANT text COLLATE "C" := '^(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}|::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,5})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,4})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){1}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,3})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){2}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){3}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,1})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){4}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,0})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){5}::)$';
  -- The last two groups written as an IPv4 address.
  ends_in_ipv4 CONSTANT text COLLATE "C" := ':(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})(?:[.](?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})){3}$';
  -- White space, control characters, and what renderers leave out, beyond ASCII.
  invisible CONSTANT text COLLATE "C" := '[\u0080-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  domain text COLLATE "C";
  address text COLLATE "C";
BEGIN
  IF value !~ mailbox OR value ~ invisible THEN
    RETURN false;
  END IF;
  domain := substring(value FROM '@([^@]*)$');
  -- The part before the @ has up to 64 octets.
  IF octet_length(value) - octet_length(domain) > 65 THEN
    RETURN false;
  END IF;
  IF left(domain, 1) <> '[' THEN
    RETURN domain !~ '[^.]{64}' AND char_length(domain) <= 253;
  END IF;
  IF domain !~ '^[[][Ii][Pp][Vv]6:' THEN
    RETURN domain ~ ipv4;
  END IF;
  address := substring(domain FROM '^[[][Ii][Pp][Vv]6:(.*)[]]$');
  IF address ~ ends_in_ipv4 THEN
    address := regexp_replace(address, '[0-9.]+$', '0:0');
  END IF;
  RETURN address ~ ipv6;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.is_idn_email_a475e309(text) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.is_idn_email_a475e309(text) IS 'Whether a text is an e-mail address (RFC 5321, and RFC 6531 for international ones).';

CREATE FUNCTION wizard_checks.is_leap_date_time_5937e2a7(value text)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- A day of the calendar, a time of day, and Z or an offset (RFC 3339); no leap second.
  date_time CONSTANT text COLLATE "C" := '^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
BEGIN
  IF value ~ date_time THEN
    RETURN true;
  END IF;
  -- With another second, it is any date-time.
  IF value !~ '^.{17}60' OR overlay(value PLACING '59' FROM 18 FOR 2) !~ date_time THEN
    RETURN false;
  END IF;
  -- In UTC, it is the last minute of a day.
  RETURN (
    substr(value, 12, 2)::integer * 60 + substr(value, 15, 2)::integer
    - CASE
        WHEN value ~ '[Zz]$' THEN 0
        ELSE (substr(right(value, 6), 2, 2)::integer * 60 + right(value, 2)::integer)
          * CASE WHEN left(right(value, 6), 1) = '-' THEN -1 ELSE 1 END
      END
    + 1440
  ) % 1440 = 1439;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.is_leap_date_time_5937e2a7(text) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.is_leap_date_time_5937e2a7(text) IS 'Whether a text is a date-time as RFC 3339 writes it, leap days included; and leap seconds, after 23:59:59 UTC.';

CREATE FUNCTION wizard_checks.is_time_zone_a16fa86b(value text)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- The names in lower case; no two differ only by case.
  RETURN '{
"africa/abidjan":0,"africa/accra":0,"africa/addis_ababa":0,"africa/algiers":0,"africa/asmara":0,
"africa/asmera":0,"africa/bamako":0,"africa/bangui":0,"africa/banjul":0,"africa/bissau":0,
"africa/blantyre":0,"africa/brazzaville":0,"africa/bujumbura":0,"africa/cairo":0,
"africa/casablanca":0,"africa/ceuta":0,"africa/conakry":0,"africa/dakar":0,"africa/dar_es_salaam":0,
"africa/djibouti":0,"africa/douala":0,"africa/el_aaiun":0,"africa/freetown":0,"africa/gaborone":0,
"africa/harare":0,"africa/johannesburg":0,"africa/juba":0,"africa/kampala":0,"africa/khartoum":0,
"africa/kigali":0,"africa/kinshasa":0,"africa/lagos":0,"africa/libreville":0,"africa/lome":0,
"africa/luanda":0,"africa/lubumbashi":0,"africa/lusaka":0,"africa/malabo":0,"africa/maputo":0,
"africa/maseru":0,"africa/mbabane":0,"africa/mogadishu":0,"africa/monrovia":0,"africa/nairobi":0,
"africa/ndjamena":0,"africa/niamey":0,"africa/nouakchott":0,"africa/ouagadougou":0,
"africa/porto-novo":0,"africa/sao_tome":0,"africa/timbuktu":0,"africa/tripoli":0,"africa/tunis":0,
"africa/windhoek":0,"america/adak":0,"america/anchorage":0,"america/anguilla":0,"america/antigua":0,
"america/araguaina":0,"america/argentina/buenos_aires":0,"america/argentina/catamarca":0,
"america/argentina/comodrivadavia":0,"america/argentina/cordoba":0,"america/argentina/jujuy":0,
"america/argentina/la_rioja":0,"america/argentina/mendoza":0,"america/argentina/rio_gallegos":0,
"america/argentina/salta":0,"america/argentina/san_juan":0,"america/argentina/san_luis":0,
"america/argentina/tucuman":0,"america/argentina/ushuaia":0,"america/aruba":0,"america/asuncion":0,
"america/atikokan":0,"america/atka":0,"america/bahia":0,"america/bahia_banderas":0,
"america/barbados":0,"america/belem":0,"america/belize":0,"america/blanc-sablon":0,
"america/boa_vista":0,"america/bogota":0,"america/boise":0,"america/buenos_aires":0,
"america/cambridge_bay":0,"america/campo_grande":0,"america/cancun":0,"america/caracas":0,
"america/catamarca":0,"america/cayenne":0,"america/cayman":0,"america/chicago":0,
"america/chihuahua":0,"america/ciudad_juarez":0,"america/coral_harbour":0,"america/cordoba":0,
"america/costa_rica":0,"america/coyhaique":0,"america/creston":0,"america/cuiaba":0,
"america/curacao":0,"america/danmarkshavn":0,"america/dawson":0,"america/dawson_creek":0,
"america/denver":0,"america/detroit":0,"america/dominica":0,"america/edmonton":0,
"america/eirunepe":0,"america/el_salvador":0,"america/ensenada":0,"america/fort_nelson":0,
"america/fort_wayne":0,"america/fortaleza":0,"america/glace_bay":0,"america/godthab":0,
"america/goose_bay":0,"america/grand_turk":0,"america/grenada":0,"america/guadeloupe":0,
"america/guatemala":0,"america/guayaquil":0,"america/guyana":0,"america/halifax":0,
"america/havana":0,"america/hermosillo":0,"america/indiana/indianapolis":0,"america/indiana/knox":0,
"america/indiana/marengo":0,"america/indiana/petersburg":0,"america/indiana/tell_city":0,
"america/indiana/vevay":0,"america/indiana/vincennes":0,"america/indiana/winamac":0,
"america/indianapolis":0,"america/inuvik":0,"america/iqaluit":0,"america/jamaica":0,
"america/jujuy":0,"america/juneau":0,"america/kentucky/louisville":0,"america/kentucky/monticello":0,
"america/knox_in":0,"america/kralendijk":0,"america/la_paz":0,"america/lima":0,
"america/los_angeles":0,"america/louisville":0,"america/lower_princes":0,"america/maceio":0,
"america/managua":0,"america/manaus":0,"america/marigot":0,"america/martinique":0,
"america/matamoros":0,"america/mazatlan":0,"america/mendoza":0,"america/menominee":0,
"america/merida":0,"america/metlakatla":0,"america/mexico_city":0,"america/miquelon":0,
"america/moncton":0,"america/monterrey":0,"america/montevideo":0,"america/montreal":0,
"america/montserrat":0,"america/nassau":0,"america/new_york":0,"america/nipigon":0,"america/nome":0,
"america/noronha":0,"america/north_dakota/beulah":0,"america/north_dakota/center":0,
"america/north_dakota/new_salem":0,"america/nuuk":0,"america/ojinaga":0,"america/panama":0,
"america/pangnirtung":0,"america/paramaribo":0,"america/phoenix":0,"america/port-au-prince":0,
"america/port_of_spain":0,"america/porto_acre":0,"america/porto_velho":0,"america/puerto_rico":0,
"america/punta_arenas":0,"america/rainy_river":0,"america/rankin_inlet":0,"america/recife":0,
"america/regina":0,"america/resolute":0,"america/rio_branco":0,"america/rosario":0,
"america/santa_isabel":0,"america/santarem":0,"america/santiago":0,"america/santo_domingo":0,
"america/sao_paulo":0,"america/scoresbysund":0,"america/shiprock":0,"america/sitka":0,
"america/st_barthelemy":0,"america/st_johns":0,"america/st_kitts":0,"america/st_lucia":0,
"america/st_thomas":0,"america/st_vincent":0,"america/swift_current":0,"america/tegucigalpa":0,
"america/thule":0,"america/thunder_bay":0,"america/tijuana":0,"america/toronto":0,
"america/tortola":0,"america/vancouver":0,"america/virgin":0,"america/whitehorse":0,
"america/winnipeg":0,"america/yakutat":0,"america/yellowknife":0,"antarctica/casey":0,
"antarctica/davis":0,"antarctica/dumontdurville":0,"antarctica/macquarie":0,"antarctica/mawson":0,
"antarctica/mcmurdo":0,"antarctica/palmer":0,"antarctica/rothera":0,"antarctica/south_pole":0,
"antarctica/syowa":0,"antarctica/troll":0,"antarctica/vostok":0,"arctic/longyearbyen":0,
"asia/aden":0,"asia/almaty":0,"asia/amman":0,"asia/anadyr":0,"asia/aqtau":0,"asia/aqtobe":0,
"asia/ashgabat":0,"asia/ashkhabad":0,"asia/atyrau":0,"asia/baghdad":0,"asia/bahrain":0,"asia/baku":0,
"asia/bangkok":0,"asia/barnaul":0,"asia/beirut":0,"asia/bishkek":0,"asia/brunei":0,"asia/calcutta":0,
"asia/chita":0,"asia/choibalsan":0,"asia/chongqing":0,"asia/chungking":0,"asia/colombo":0,
"asia/dacca":0,"asia/damascus":0,"asia/dhaka":0,"asia/dili":0,"asia/dubai":0,"asia/dushanbe":0,
"asia/famagusta":0,"asia/gaza":0,"asia/harbin":0,"asia/hebron":0,"asia/ho_chi_minh":0,
"asia/hong_kong":0,"asia/hovd":0,"asia/irkutsk":0,"asia/istanbul":0,"asia/jakarta":0,
"asia/jayapura":0,"asia/jerusalem":0,"asia/kabul":0,"asia/kamchatka":0,"asia/karachi":0,
"asia/kashgar":0,"asia/kathmandu":0,"asia/katmandu":0,"asia/khandyga":0,"asia/kolkata":0,
"asia/krasnoyarsk":0,"asia/kuala_lumpur":0,"asia/kuching":0,"asia/kuwait":0,"asia/macao":0,
"asia/macau":0,"asia/magadan":0,"asia/makassar":0,"asia/manila":0,"asia/muscat":0,"asia/nicosia":0,
"asia/novokuznetsk":0,"asia/novosibirsk":0,"asia/omsk":0,"asia/oral":0,"asia/phnom_penh":0,
"asia/pontianak":0,"asia/pyongyang":0,"asia/qatar":0,"asia/qostanay":0,"asia/qyzylorda":0,
"asia/rangoon":0,"asia/riyadh":0,"asia/saigon":0,"asia/sakhalin":0,"asia/samarkand":0,"asia/seoul":0,
"asia/shanghai":0,"asia/singapore":0,"asia/srednekolymsk":0,"asia/taipei":0,"asia/tashkent":0,
"asia/tbilisi":0,"asia/tehran":0,"asia/tel_aviv":0,"asia/thimbu":0,"asia/thimphu":0,"asia/tokyo":0,
"asia/tomsk":0,"asia/ujung_pandang":0,"asia/ulaanbaatar":0,"asia/ulan_bator":0,"asia/urumqi":0,
"asia/ust-nera":0,"asia/vientiane":0,"asia/vladivostok":0,"asia/yakutsk":0,"asia/yangon":0,
"asia/yekaterinburg":0,"asia/yerevan":0,"atlantic/azores":0,"atlantic/bermuda":0,"atlantic/canary":0,
"atlantic/cape_verde":0,"atlantic/faeroe":0,"atlantic/faroe":0,"atlantic/jan_mayen":0,
"atlantic/madeira":0,"atlantic/reykjavik":0,"atlantic/south_georgia":0,"atlantic/st_helena":0,
"atlantic/stanley":0,"australia/act":0,"australia/adelaide":0,"australia/brisbane":0,
"australia/broken_hill":0,"australia/canberra":0,"australia/currie":0,"australia/darwin":0,
"australia/eucla":0,"australia/hobart":0,"australia/lhi":0,"australia/lindeman":0,
"australia/lord_howe":0,"australia/melbourne":0,"australia/north":0,"australia/nsw":0,
"australia/perth":0,"australia/queensland":0,"australia/south":0,"australia/sydney":0,
"australia/tasmania":0,"australia/victoria":0,"australia/west":0,"australia/yancowinna":0,
"brazil/acre":0,"brazil/denoronha":0,"brazil/east":0,"brazil/west":0,"canada/atlantic":0,
"canada/central":0,"canada/eastern":0,"canada/mountain":0,"canada/newfoundland":0,"canada/pacific":0,
"canada/saskatchewan":0,"canada/yukon":0,"cet":0,"chile/continental":0,"chile/easterisland":0,
"cst6cdt":0,"cuba":0,"eet":0,"egypt":0,"eire":0,"est":0,"est5edt":0,"etc/gmt":0,"etc/gmt+0":0,
"etc/gmt+1":0,"etc/gmt+10":0,"etc/gmt+11":0,"etc/gmt+12":0,"etc/gmt+2":0,"etc/gmt+3":0,"etc/gmt+4":0,
"etc/gmt+5":0,"etc/gmt+6":0,"etc/gmt+7":0,"etc/gmt+8":0,"etc/gmt+9":0,"etc/gmt-0":0,"etc/gmt-1":0,
"etc/gmt-10":0,"etc/gmt-11":0,"etc/gmt-12":0,"etc/gmt-13":0,"etc/gmt-14":0,"etc/gmt-2":0,
"etc/gmt-3":0,"etc/gmt-4":0,"etc/gmt-5":0,"etc/gmt-6":0,"etc/gmt-7":0,"etc/gmt-8":0,"etc/gmt-9":0,
"etc/gmt0":0,"etc/greenwich":0,"etc/uct":0,"etc/universal":0,"etc/utc":0,"etc/zulu":0,
"europe/amsterdam":0,"europe/andorra":0,"europe/astrakhan":0,"europe/athens":0,"europe/belfast":0,
"europe/belgrade":0,"europe/berlin":0,"europe/bratislava":0,"europe/brussels":0,"europe/bucharest":0,
"europe/budapest":0,"europe/busingen":0,"europe/chisinau":0,"europe/copenhagen":0,"europe/dublin":0,
"europe/gibraltar":0,"europe/guernsey":0,"europe/helsinki":0,"europe/isle_of_man":0,
"europe/istanbul":0,"europe/jersey":0,"europe/kaliningrad":0,"europe/kiev":0,"europe/kirov":0,
"europe/kyiv":0,"europe/lisbon":0,"europe/ljubljana":0,"europe/london":0,"europe/luxembourg":0,
"europe/madrid":0,"europe/malta":0,"europe/mariehamn":0,"europe/minsk":0,"europe/monaco":0,
"europe/moscow":0,"europe/nicosia":0,"europe/oslo":0,"europe/paris":0,"europe/podgorica":0,
"europe/prague":0,"europe/riga":0,"europe/rome":0,"europe/samara":0,"europe/san_marino":0,
"europe/sarajevo":0,"europe/saratov":0,"europe/simferopol":0,"europe/skopje":0,"europe/sofia":0,
"europe/stockholm":0,"europe/tallinn":0,"europe/tirane":0,"europe/tiraspol":0,"europe/ulyanovsk":0,
"europe/uzhgorod":0,"europe/vaduz":0,"europe/vatican":0,"europe/vienna":0,"europe/vilnius":0,
"europe/volgograd":0,"europe/warsaw":0,"europe/zagreb":0,"europe/zaporozhye":0,"europe/zurich":0,
"gb":0,"gb-eire":0,"gmt":0,"gmt+0":0,"gmt-0":0,"gmt0":0,"greenwich":0,"hongkong":0,"hst":0,
"iceland":0,"indian/antananarivo":0,"indian/chagos":0,"indian/christmas":0,"indian/cocos":0,
"indian/comoro":0,"indian/kerguelen":0,"indian/mahe":0,"indian/maldives":0,"indian/mauritius":0,
"indian/mayotte":0,"indian/reunion":0,"iran":0,"israel":0,"jamaica":0,"japan":0,"kwajalein":0,
"libya":0,"met":0,"mexico/bajanorte":0,"mexico/bajasur":0,"mexico/general":0,"mst":0,"mst7mdt":0,
"navajo":0,"nz":0,"nz-chat":0,"pacific/apia":0,"pacific/auckland":0,"pacific/bougainville":0,
"pacific/chatham":0,"pacific/chuuk":0,"pacific/easter":0,"pacific/efate":0,"pacific/enderbury":0,
"pacific/fakaofo":0,"pacific/fiji":0,"pacific/funafuti":0,"pacific/galapagos":0,"pacific/gambier":0,
"pacific/guadalcanal":0,"pacific/guam":0,"pacific/honolulu":0,"pacific/johnston":0,
"pacific/kanton":0,"pacific/kiritimati":0,"pacific/kosrae":0,"pacific/kwajalein":0,
"pacific/majuro":0,"pacific/marquesas":0,"pacific/midway":0,"pacific/nauru":0,"pacific/niue":0,
"pacific/norfolk":0,"pacific/noumea":0,"pacific/pago_pago":0,"pacific/palau":0,"pacific/pitcairn":0,
"pacific/pohnpei":0,"pacific/ponape":0,"pacific/port_moresby":0,"pacific/rarotonga":0,
"pacific/saipan":0,"pacific/samoa":0,"pacific/tahiti":0,"pacific/tarawa":0,"pacific/tongatapu":0,
"pacific/truk":0,"pacific/wake":0,"pacific/wallis":0,"pacific/yap":0,"poland":0,"portugal":0,"prc":0,
"pst8pdt":0,"roc":0,"rok":0,"singapore":0,"turkey":0,"uct":0,"universal":0,"us/alaska":0,
"us/aleutian":0,"us/arizona":0,"us/central":0,"us/east-indiana":0,"us/eastern":0,"us/hawaii":0,
"us/indiana-starke":0,"us/michigan":0,"us/mountain":0,"us/pacific":0,"us/samoa":0,"utc":0,"w-su":0,
"wet":0,"zulu":0
}'::jsonb ? lower(value COLLATE "C");
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.is_time_zone_a16fa86b(text) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.is_time_zone_a16fa86b(text) IS 'Whether a text is the name of a time zone in the IANA time zone database, in any case.';

CREATE FUNCTION wizard_checks.is_web_address_e27c43f7(value text)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- http or https, a host of labels or an IPv4 address, perhaps a port; path, query and fragment.
  of_host CONSTANT text COLLATE "C" := '^[Hh][Tt][Tt][Pp][Ss]?://(?:(?:[_-]*[0-9A-Za-z\u0080-\U0010FFFF][0-9A-Za-z\u0080-\U0010FFFF_-]*[.])*(?:[0-9]*[A-Za-z\u0080-\U0010FFFF][0-9A-Za-z\u0080-\U0010FFFF_-]*|[_-]+[0-9A-Za-z\u0080-\U0010FFFF][0-9A-Za-z\u0080-\U0010FFFF_-]*|[0-9]+[_-][0-9A-Za-z\u0080-\U0010FFFF_-]*)|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:[.](?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3})[.]?(?::(?:0{0,4}[1-9]|0{0,3}[1-9][0-9]|0{0,2}[1-9][0-9]{2}|0?[1-9][0-9]{3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(?:[/?](?:[]A-Za-z0-9+._!$&''*=~(),;:@/?[{}|^\u0080-\U0010FFFF-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[]A-Za-z0-9+._!$&''*=~(),;:@/?[{}|^\u0080-\U0010FFFF-]|%[0-9A-Fa-f]{2})*)?$';
  -- The same with an address in brackets for the host.
  of_literal CONSTANT text COLLATE "C" := '^[Hh][Tt][Tt][Pp][Ss]?://[[][0-9A-Fa-f:.]+[]](?::(?:0{0,4}[1-9]|0{0,3}[1-9][0-9]|0{0,2}[1-9][0-9]{2}|0?[1-9][0-9]{3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(?:[/?](?:[]A-Za-z0-9+._!$&''*=~(),;:@/?[{}|^\u0080-\U0010FFFF-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[]A-Za-z0-9+._!$&''*=~(),;:@/?[{}|^\u0080-\U0010FFFF-]|%[0-9A-Fa-f]{2})*)?$';
  -- An IPv6 address; :: stands for one or more groups.
  ipv6 CONSTANT text COLLATE "C" := '^(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}|::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,5})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){1}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,4})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){2}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,3})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){3}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){4}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,1})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){5}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,0})?|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){6}::)$';
  -- The last two groups written as an IPv4 address.
  ends_in_ipv4 CONSTANT text COLLATE "C" := ':(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:[.](?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}$';
  -- White space, control characters, and what renderers leave out, beyond ASCII.
  invisible CONSTANT text COLLATE "C" := '[\u0080-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  host text COLLATE "C";
  address text COLLATE "C";
BEGIN
  IF value ~ of_host THEN
    IF value ~ invisible THEN
      RETURN false;
    END IF;
    -- Labels have up to 63 characters, and hosts up to 253.
    IF char_length(value) <= 70 THEN
      RETURN true;
    END IF;
    host := substring(value FROM '//([^:/?#]*)');
    RETURN host !~ '[^.]{64}' AND char_length(regexp_replace(host, '[.]$', '')) <= 253;
  END IF;
  IF value ~ of_literal AND value !~ invisible THEN
    address := substring(value FROM '[[]([^]]*)[]]');
    IF address ~ ends_in_ipv4 THEN
      address := regexp_replace(address, '[0-9.]+$', '0:0');
    END IF;
    RETURN address ~ ipv6;
  END IF;
  RETURN false;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.is_web_address_e27c43f7(text) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.is_web_address_e27c43f7(text) IS 'Whether a text is an http or https address that browsers open, international ones included.';

CREATE FUNCTION wizard_checks.event_data_ok_5d425152(data jsonb, complete boolean)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Control characters, line and paragraph separators, and directional overrides.
  refused_in_line CONSTANT text COLLATE "C" := '[\u0001-\u001F\u007F-\u009F\u2028-\u2029\u202D-\u202E]';
  -- Anything but white space, control characters, and what renderers leave out.
  visible CONSTANT text COLLATE "C" := '[^\u0001-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  -- Control characters and directional overrides, but not tabs and line breaks.
  refused CONSTANT text COLLATE "C" := '[\u0001-\u0008\u000B-\u000C\u000E-\u001F\u007F-\u009F\u202D-\u202E]';
  -- A day of the calendar, a time of day, and Z or an offset (RFC 3339); no leap day, no leap second.
  date_time CONSTANT text COLLATE "C" := '^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
  -- A language and subtags, the last of which has more than one character.
  language_tag CONSTANT text COLLATE "C" := '^[A-Za-z]{2,8}(?:(?:-[A-Za-z0-9]{1,8})*-[A-Za-z0-9]{2,8})?$';
  tags_array jsonb;
  tags_item jsonb;
  tags_seen jsonb[];
  performers_array jsonb;
  performers_item jsonb;
BEGIN
  -- Made from schemas/stages/event.json by `make stage-migrations`.
  IF data IS NULL THEN
    RETURN true;
  END IF;
  IF jsonb_typeof(data) <> 'object' THEN
    RETURN false;
  END IF;
  IF NOT (
    data - ARRAY['title', 'summary', 'description', 'category', 'starts_at', 'ends_at', 'doors_at', 'time_zone', 'attendance_mode', 'capacity', 'minimum_age', 'language', 'tags', 'performers', 'visibility', 'external_url', 'code_of_conduct_url', 'cover_image_url', 'cover_image_alt'] = '{}'
    AND (NOT complete OR data ?& ARRAY['title', 'summary', 'category', 'starts_at', 'time_zone', 'attendance_mode', 'visibility'])
    AND (NOT complete OR (NOT data ? 'cover_image_url' OR data ? 'cover_image_alt'))
    AND CASE jsonb_typeof(data -> 'title')
      WHEN 'string' THEN
        char_length(data ->> 'title') <= 150
        AND (data ->> 'title') !~ refused_in_line
        AND (data ->> 'title') ~ visible
      ELSE NOT data ? 'title'
    END
    AND CASE jsonb_typeof(data -> 'summary')
      WHEN 'string' THEN
        char_length(data ->> 'summary') <= 300
        AND (data ->> 'summary') !~ refused_in_line
        AND (data ->> 'summary') ~ visible
      ELSE NOT data ? 'summary'
    END
    AND CASE jsonb_typeof(data -> 'description')
      WHEN 'string' THEN
        char_length(data ->> 'description') <= 10000
        AND (data ->> 'description') !~ refused
        AND (data ->> 'description') ~ visible
      ELSE NOT data ? 'description'
    END
    AND CASE jsonb_typeof(data -> 'category')
      WHEN 'string' THEN
        '{
        "arts":0,"business":0,"charity":0,"community":0,"education":0,"family":0,"fashion":0,"film_media":0,
        "food_drink":0,"government":0,"health":0,"hobbies":0,"home_lifestyle":0,"music":0,"religion":0,
        "science_technology":0,"seasonal":0,"sports_fitness":0,"travel_outdoor":0,"other":0
        }'::jsonb ? (data ->> 'category')
      ELSE NOT data ? 'category'
    END
    AND CASE jsonb_typeof(data -> 'starts_at')
      WHEN 'string' THEN
        char_length(data ->> 'starts_at') <= 35
        AND ((data ->> 'starts_at') ~ date_time OR wizard_checks.is_leap_date_time_5937e2a7(data ->> 'starts_at'))
      ELSE NOT data ? 'starts_at'
    END
    AND CASE jsonb_typeof(data -> 'ends_at')
      WHEN 'string' THEN
        char_length(data ->> 'ends_at') <= 35
        AND ((data ->> 'ends_at') ~ date_time OR wizard_checks.is_leap_date_time_5937e2a7(data ->> 'ends_at'))
      ELSE NOT data ? 'ends_at'
    END
    AND CASE jsonb_typeof(data -> 'doors_at')
      WHEN 'string' THEN
        char_length(data ->> 'doors_at') <= 35
        AND ((data ->> 'doors_at') ~ date_time OR wizard_checks.is_leap_date_time_5937e2a7(data ->> 'doors_at'))
      ELSE NOT data ? 'doors_at'
    END
    AND CASE jsonb_typeof(data -> 'time_zone')
      WHEN 'string' THEN
        char_length(data ->> 'time_zone') <= 50
        AND wizard_checks.is_time_zone_a16fa86b(data ->> 'time_zone')
      ELSE NOT data ? 'time_zone'
    END
    AND CASE jsonb_typeof(data -> 'attendance_mode')
      WHEN 'string' THEN
        (data ->> 'attendance_mode') IN ('offline', 'online', 'mixed')
      ELSE NOT data ? 'attendance_mode'
    END
    AND CASE jsonb_typeof(data -> 'capacity')
      WHEN 'number' THEN
        (data -> 'capacity')::numeric BETWEEN 1 AND 1000000000
        AND min_scale((data -> 'capacity')::numeric) = 0
      ELSE NOT data ? 'capacity'
    END
    AND CASE jsonb_typeof(data -> 'minimum_age')
      WHEN 'number' THEN
        (data -> 'minimum_age')::numeric BETWEEN 0 AND 99
        AND min_scale((data -> 'minimum_age')::numeric) = 0
      ELSE NOT data ? 'minimum_age'
    END
    AND CASE jsonb_typeof(data -> 'language')
      WHEN 'string' THEN
        char_length(data ->> 'language') <= 35
        AND (data ->> 'language') ~ language_tag
      ELSE NOT data ? 'language'
    END
    AND CASE jsonb_typeof(data -> 'visibility')
      WHEN 'string' THEN
        (data ->> 'visibility') IN ('public', 'unlisted', 'private')
      ELSE NOT data ? 'visibility'
    END
    AND CASE jsonb_typeof(data -> 'external_url')
      WHEN 'string' THEN
        char_length(data ->> 'external_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'external_url')
      ELSE NOT data ? 'external_url'
    END
    AND CASE jsonb_typeof(data -> 'code_of_conduct_url')
      WHEN 'string' THEN
        char_length(data ->> 'code_of_conduct_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'code_of_conduct_url')
      ELSE NOT data ? 'code_of_conduct_url'
    END
    AND CASE jsonb_typeof(data -> 'cover_image_url')
      WHEN 'string' THEN
        char_length(data ->> 'cover_image_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'cover_image_url')
      ELSE NOT data ? 'cover_image_url'
    END
    AND CASE jsonb_typeof(data -> 'cover_image_alt')
      WHEN 'string' THEN
        char_length(data ->> 'cover_image_alt') <= 250
        AND (data ->> 'cover_image_alt') !~ refused_in_line
        AND (data ->> 'cover_image_alt') ~ visible
      ELSE NOT data ? 'cover_image_alt'
    END
  ) THEN
    RETURN false;
  END IF;
  -- tags
  tags_array := data -> 'tags';
  IF tags_array IS NOT NULL THEN
    IF jsonb_typeof(tags_array) <> 'array' THEN
      RETURN false;
    END IF;
    IF jsonb_array_length(tags_array) > 10 THEN
      RETURN false;
    END IF;
    tags_seen := '{}';
    FOR tags_item_index IN 0 .. jsonb_array_length(tags_array) - 1 LOOP
      tags_item := tags_array -> tags_item_index;
      IF NOT (
        CASE jsonb_typeof(tags_item)
          WHEN 'string' THEN
            char_length(tags_item #>> '{}') <= 25
            AND (tags_item #>> '{}') !~ refused_in_line
            AND (tags_item #>> '{}') ~ visible
          ELSE false
        END
      ) THEN
        RETURN false;
      END IF;
      IF tags_item = ANY (tags_seen) THEN
        RETURN false;
      END IF;
      tags_seen := array_append(tags_seen, tags_item);
    END LOOP;
  END IF;
  -- performers
  performers_array := data -> 'performers';
  IF performers_array IS NOT NULL THEN
    IF jsonb_typeof(performers_array) <> 'array' THEN
      RETURN false;
    END IF;
    IF jsonb_array_length(performers_array) > 50 THEN
      RETURN false;
    END IF;
    FOR performers_item_index IN 0 .. jsonb_array_length(performers_array) - 1 LOOP
      performers_item := performers_array -> performers_item_index;
      IF jsonb_typeof(performers_item) <> 'object' THEN
        RETURN false;
      END IF;
      IF NOT (
        performers_item - ARRAY['name', 'role', 'url'] = '{}'
        AND (NOT complete OR performers_item ? 'name')
        AND CASE jsonb_typeof(performers_item -> 'name')
          WHEN 'string' THEN
            char_length(performers_item ->> 'name') <= 100
            AND (performers_item ->> 'name') !~ refused_in_line
            AND (performers_item ->> 'name') ~ visible
          ELSE NOT performers_item ? 'name'
        END
        AND CASE jsonb_typeof(performers_item -> 'role')
          WHEN 'string' THEN
            char_length(performers_item ->> 'role') <= 100
            AND (performers_item ->> 'role') !~ refused_in_line
            AND (performers_item ->> 'role') ~ visible
          ELSE NOT performers_item ? 'role'
        END
        AND CASE jsonb_typeof(performers_item -> 'url')
          WHEN 'string' THEN
            char_length(performers_item ->> 'url') <= 2048
            AND wizard_checks.is_web_address_e27c43f7(performers_item ->> 'url')
          ELSE NOT performers_item ? 'url'
        END
      ) THEN
        RETURN false;
      END IF;
    END LOOP;
  END IF;
  RETURN true;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.event_data_ok_5d425152(jsonb, boolean) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.event_data_ok_5d425152(jsonb, boolean) IS 'Whether the data of the stage eventSetup has the right form; and, if it is complete, whether nothing is missing.';

CREATE FUNCTION wizard_checks.organizer_data_ok_38c4d83c(data jsonb, complete boolean)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Control characters, line and paragraph separators, and directional overrides.
  refused_in_line CONSTANT text COLLATE "C" := '[\u0001-\u001F\u007F-\u009F\u2028-\u2029\u202D-\u202E]';
  -- Anything but white space, control characters, and what renderers leave out.
  visible CONSTANT text COLLATE "C" := '[^\u0001-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  -- A plus sign and 7 to 15 digits, the first of them not 0.
  e164 CONSTANT text COLLATE "C" := '^[+][1-9][0-9]{6,14}$';
  -- Control characters and directional overrides, but not tabs and line breaks.
  refused CONSTANT text COLLATE "C" := '[\u0001-\u0008\u000B-\u000C\u000E-\u001F\u007F-\u009F\u202D-\u202E]';
  postal_address_object jsonb;
  social_links_array jsonb;
  social_links_item jsonb;
  social_links_seen jsonb[];
BEGIN
  -- Made from schemas/stages/organizer.json by `make stage-migrations`.
  IF data IS NULL THEN
    RETURN true;
  END IF;
  IF jsonb_typeof(data) <> 'object' THEN
    RETURN false;
  END IF;
  IF NOT (
    data - ARRAY['name', 'email', 'phone', 'website', 'logo_url', 'kind', 'legal_name', 'postal_address', 'description', 'terms_url', 'privacy_url', 'social_links'] = '{}'
    AND (NOT complete OR data ?& ARRAY['name', 'email', 'kind'])
    AND CASE jsonb_typeof(data -> 'name')
      WHEN 'string' THEN
        char_length(data ->> 'name') <= 100
        AND (data ->> 'name') !~ refused_in_line
        AND (data ->> 'name') ~ visible
      ELSE NOT data ? 'name'
    END
    AND CASE jsonb_typeof(data -> 'email')
      WHEN 'string' THEN
        char_length(data ->> 'email') <= 254
        AND wizard_checks.is_idn_email_a475e309(data ->> 'email')
      ELSE NOT data ? 'email'
    END
    AND CASE jsonb_typeof(data -> 'phone')
      WHEN 'string' THEN
        char_length(data ->> 'phone') <= 16
        AND (data ->> 'phone') ~ e164
      ELSE NOT data ? 'phone'
    END
    AND CASE jsonb_typeof(data -> 'website')
      WHEN 'string' THEN
        char_length(data ->> 'website') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'website')
      ELSE NOT data ? 'website'
    END
    AND CASE jsonb_typeof(data -> 'logo_url')
      WHEN 'string' THEN
        char_length(data ->> 'logo_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'logo_url')
      ELSE NOT data ? 'logo_url'
    END
    AND CASE jsonb_typeof(data -> 'kind')
      WHEN 'string' THEN
        (data ->> 'kind') IN ('individual', 'company', 'non_profit', 'government_entity', 'education', 'community')
      ELSE NOT data ? 'kind'
    END
    AND CASE jsonb_typeof(data -> 'legal_name')
      WHEN 'string' THEN
        char_length(data ->> 'legal_name') <= 150
        AND (data ->> 'legal_name') !~ refused_in_line
        AND (data ->> 'legal_name') ~ visible
      ELSE NOT data ? 'legal_name'
    END
    AND CASE jsonb_typeof(data -> 'description')
      WHEN 'string' THEN
        char_length(data ->> 'description') <= 2000
        AND (data ->> 'description') !~ refused
        AND (data ->> 'description') ~ visible
      ELSE NOT data ? 'description'
    END
    AND CASE jsonb_typeof(data -> 'terms_url')
      WHEN 'string' THEN
        char_length(data ->> 'terms_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'terms_url')
      ELSE NOT data ? 'terms_url'
    END
    AND CASE jsonb_typeof(data -> 'privacy_url')
      WHEN 'string' THEN
        char_length(data ->> 'privacy_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'privacy_url')
      ELSE NOT data ? 'privacy_url'
    END
    AND (NOT ((data @> '{"kind":"company"}' OR data @> '{"kind":"non_profit"}' OR data @> '{"kind":"government_entity"}' OR data @> '{"kind":"education"}')) OR (NOT complete OR data ? 'legal_name'))
  ) THEN
    RETURN false;
  END IF;
  -- postal_address
  postal_address_object := data -> 'postal_address';
  IF postal_address_object IS NOT NULL THEN
    IF jsonb_typeof(postal_address_object) <> 'object' THEN
      RETURN false;
    END IF;
    IF NOT (
      postal_address_object - ARRAY['line1', 'line2', 'city', 'region', 'postal_code', 'country'] = '{}'
      AND (NOT complete OR postal_address_object ?& ARRAY['city', 'country'])
      AND CASE jsonb_typeof(postal_address_object -> 'line1')
        WHEN 'string' THEN
          char_length(postal_address_object ->> 'line1') <= 200
          AND (postal_address_object ->> 'line1') !~ refused_in_line
          AND (postal_address_object ->> 'line1') ~ visible
        ELSE NOT postal_address_object ? 'line1'
      END
      AND CASE jsonb_typeof(postal_address_object -> 'line2')
        WHEN 'string' THEN
          char_length(postal_address_object ->> 'line2') <= 200
          AND (postal_address_object ->> 'line2') !~ refused_in_line
          AND (postal_address_object ->> 'line2') ~ visible
        ELSE NOT postal_address_object ? 'line2'
      END
      AND CASE jsonb_typeof(postal_address_object -> 'city')
        WHEN 'string' THEN
          char_length(postal_address_object ->> 'city') <= 100
          AND (postal_address_object ->> 'city') !~ refused_in_line
          AND (postal_address_object ->> 'city') ~ visible
        ELSE NOT postal_address_object ? 'city'
      END
      AND CASE jsonb_typeof(postal_address_object -> 'region')
        WHEN 'string' THEN
          char_length(postal_address_object ->> 'region') <= 100
          AND (postal_address_object ->> 'region') !~ refused_in_line
          AND (postal_address_object ->> 'region') ~ visible
        ELSE NOT postal_address_object ? 'region'
      END
      AND CASE jsonb_typeof(postal_address_object -> 'postal_code')
        WHEN 'string' THEN
          char_length(postal_address_object ->> 'postal_code') <= 16
          AND (postal_address_object ->> 'postal_code') !~ refused_in_line
          AND (postal_address_object ->> 'postal_code') ~ visible
        ELSE NOT postal_address_object ? 'postal_code'
      END
      AND CASE jsonb_typeof(postal_address_object -> 'country')
        WHEN 'string' THEN
          '{
          "AD":0,"AE":0,"AF":0,"AG":0,"AI":0,"AL":0,"AM":0,"AO":0,"AQ":0,"AR":0,"AS":0,"AT":0,"AU":0,"AW":0,
          "AX":0,"AZ":0,"BA":0,"BB":0,"BD":0,"BE":0,"BF":0,"BG":0,"BH":0,"BI":0,"BJ":0,"BL":0,"BM":0,"BN":0,
          "BO":0,"BQ":0,"BR":0,"BS":0,"BT":0,"BV":0,"BW":0,"BY":0,"BZ":0,"CA":0,"CC":0,"CD":0,"CF":0,"CG":0,
          "CH":0,"CI":0,"CK":0,"CL":0,"CM":0,"CN":0,"CO":0,"CR":0,"CU":0,"CV":0,"CW":0,"CX":0,"CY":0,"CZ":0,
          "DE":0,"DJ":0,"DK":0,"DM":0,"DO":0,"DZ":0,"EC":0,"EE":0,"EG":0,"EH":0,"ER":0,"ES":0,"ET":0,"FI":0,
          "FJ":0,"FK":0,"FM":0,"FO":0,"FR":0,"GA":0,"GB":0,"GD":0,"GE":0,"GF":0,"GG":0,"GH":0,"GI":0,"GL":0,
          "GM":0,"GN":0,"GP":0,"GQ":0,"GR":0,"GS":0,"GT":0,"GU":0,"GW":0,"GY":0,"HK":0,"HM":0,"HN":0,"HR":0,
          "HT":0,"HU":0,"ID":0,"IE":0,"IL":0,"IM":0,"IN":0,"IO":0,"IQ":0,"IR":0,"IS":0,"IT":0,"JE":0,"JM":0,
          "JO":0,"JP":0,"KE":0,"KG":0,"KH":0,"KI":0,"KM":0,"KN":0,"KP":0,"KR":0,"KW":0,"KY":0,"KZ":0,"LA":0,
          "LB":0,"LC":0,"LI":0,"LK":0,"LR":0,"LS":0,"LT":0,"LU":0,"LV":0,"LY":0,"MA":0,"MC":0,"MD":0,"ME":0,
          "MF":0,"MG":0,"MH":0,"MK":0,"ML":0,"MM":0,"MN":0,"MO":0,"MP":0,"MQ":0,"MR":0,"MS":0,"MT":0,"MU":0,
          "MV":0,"MW":0,"MX":0,"MY":0,"MZ":0,"NA":0,"NC":0,"NE":0,"NF":0,"NG":0,"NI":0,"NL":0,"NO":0,"NP":0,
          "NR":0,"NU":0,"NZ":0,"OM":0,"PA":0,"PE":0,"PF":0,"PG":0,"PH":0,"PK":0,"PL":0,"PM":0,"PN":0,"PR":0,
          "PS":0,"PT":0,"PW":0,"PY":0,"QA":0,"RE":0,"RO":0,"RS":0,"RU":0,"RW":0,"SA":0,"SB":0,"SC":0,"SD":0,
          "SE":0,"SG":0,"SH":0,"SI":0,"SJ":0,"SK":0,"SL":0,"SM":0,"SN":0,"SO":0,"SR":0,"SS":0,"ST":0,"SV":0,
          "SX":0,"SY":0,"SZ":0,"TC":0,"TD":0,"TF":0,"TG":0,"TH":0,"TJ":0,"TK":0,"TL":0,"TM":0,"TN":0,"TO":0,
          "TR":0,"TT":0,"TV":0,"TW":0,"TZ":0,"UA":0,"UG":0,"UM":0,"US":0,"UY":0,"UZ":0,"VA":0,"VC":0,"VE":0,
          "VG":0,"VI":0,"VN":0,"VU":0,"WF":0,"WS":0,"XK":0,"YE":0,"YT":0,"ZA":0,"ZM":0,"ZW":0
          }'::jsonb ? (postal_address_object ->> 'country')
        ELSE NOT postal_address_object ? 'country'
      END
    ) THEN
      RETURN false;
    END IF;
  END IF;
  -- social_links
  social_links_array := data -> 'social_links';
  IF social_links_array IS NOT NULL THEN
    IF jsonb_typeof(social_links_array) <> 'array' THEN
      RETURN false;
    END IF;
    IF jsonb_array_length(social_links_array) > 20 THEN
      RETURN false;
    END IF;
    social_links_seen := '{}';
    FOR social_links_item_index IN 0 .. jsonb_array_length(social_links_array) - 1 LOOP
      social_links_item := social_links_array -> social_links_item_index;
      IF jsonb_typeof(social_links_item) <> 'object' THEN
        RETURN false;
      END IF;
      IF NOT (
        social_links_item - ARRAY['network', 'url'] = '{}'
        AND (NOT complete OR social_links_item ?& ARRAY['network', 'url'])
        AND CASE jsonb_typeof(social_links_item -> 'network')
          WHEN 'string' THEN
            '{
            "facebook":0,"instagram":0,"x":0,"linkedin":0,"youtube":0,"tiktok":0,"mastodon":0,"bluesky":0,
            "threads":0,"discord":0,"github":0,"gitlab":0,"telegram":0,"twitch":0,"whatsapp":0,"reddit":0,
            "pinterest":0,"snapchat":0,"meetup":0,"vimeo":0,"soundcloud":0,"spotify":0,"wechat":0,"line":0,
            "vk":0,"medium":0,"substack":0,"linktree":0,"other":0
            }'::jsonb ? (social_links_item ->> 'network')
          ELSE NOT social_links_item ? 'network'
        END
        AND CASE jsonb_typeof(social_links_item -> 'url')
          WHEN 'string' THEN
            char_length(social_links_item ->> 'url') <= 2048
            AND wizard_checks.is_web_address_e27c43f7(social_links_item ->> 'url')
          ELSE NOT social_links_item ? 'url'
        END
      ) THEN
        RETURN false;
      END IF;
      IF complete AND social_links_item = ANY (social_links_seen) THEN
        RETURN false;
      END IF;
      social_links_seen := array_append(social_links_seen, social_links_item);
    END LOOP;
  END IF;
  RETURN true;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.organizer_data_ok_38c4d83c(jsonb, boolean) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.organizer_data_ok_38c4d83c(jsonb, boolean) IS 'Whether the data of the stage organizerSetup has the right form; and, if it is complete, whether nothing is missing.';

CREATE FUNCTION wizard_checks.payment_data_ok_4855228c(data jsonb, complete boolean)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Control characters, line and paragraph separators, and directional overrides.
  refused_in_line CONSTANT text COLLATE "C" := '[\u0001-\u001F\u007F-\u009F\u2028-\u2029\u202D-\u202E]';
  -- Anything but white space, control characters, and what renderers leave out.
  visible CONSTANT text COLLATE "C" := '[^\u0001-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  -- Control characters and directional overrides, but not tabs and line breaks.
  refused CONSTANT text COLLATE "C" := '[\u0001-\u0008\u000B-\u000C\u000E-\u001F\u007F-\u009F\u202D-\u202E]';
  -- A day of the calendar, a time of day, and Z or an offset (RFC 3339); no leap day, no leap second.
  date_time CONSTANT text COLLATE "C" := '^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
BEGIN
  -- Made from schemas/stages/payment.json by `make stage-migrations`.
  IF data IS NULL THEN
    RETURN true;
  END IF;
  IF jsonb_typeof(data) <> 'object' THEN
    RETURN false;
  END IF;
  IF NOT (
    data - ARRAY['provider', 'account_id', 'payout_currency', 'fee_bearer', 'tax_name', 'tax_id', 'tax_basis_points', 'tax_included', 'refund_policy', 'statement_descriptor', 'checkout_message', 'accepted_terms', 'accepted_terms_at'] = '{}'
    AND (NOT complete OR data ?& ARRAY['provider', 'refund_policy', 'accepted_terms'])
    AND (NOT complete OR (NOT data ? 'tax_basis_points' OR data ? 'tax_included'))
    AND CASE jsonb_typeof(data -> 'provider')
      WHEN 'string' THEN
        (data ->> 'provider') IN ('stripe', 'paypal', 'square', 'mollie', 'offline', 'other', 'none')
      ELSE NOT data ? 'provider'
    END
    AND CASE jsonb_typeof(data -> 'account_id')
      WHEN 'string' THEN
        char_length(data ->> 'account_id') <= 255
        AND (data ->> 'account_id') !~ refused_in_line
        AND (data ->> 'account_id') ~ visible
      ELSE NOT data ? 'account_id'
    END
    AND CASE jsonb_typeof(data -> 'payout_currency')
      WHEN 'string' THEN
        '{
        "AED":0,"AFN":0,"ALL":0,"AMD":0,"AOA":0,"ARS":0,"AUD":0,"AWG":0,"AZN":0,"BAM":0,"BBD":0,"BDT":0,
        "BHD":0,"BIF":0,"BMD":0,"BND":0,"BOB":0,"BRL":0,"BSD":0,"BTN":0,"BWP":0,"BYN":0,"BZD":0,"CAD":0,
        "CDF":0,"CHF":0,"CLP":0,"CNY":0,"COP":0,"CRC":0,"CUP":0,"CVE":0,"CZK":0,"DJF":0,"DKK":0,"DOP":0,
        "DZD":0,"EGP":0,"ERN":0,"ETB":0,"EUR":0,"FJD":0,"FKP":0,"GBP":0,"GEL":0,"GHS":0,"GIP":0,"GMD":0,
        "GNF":0,"GTQ":0,"GYD":0,"HKD":0,"HNL":0,"HTG":0,"HUF":0,"IDR":0,"ILS":0,"INR":0,"IQD":0,"IRR":0,
        "ISK":0,"JMD":0,"JOD":0,"JPY":0,"KES":0,"KGS":0,"KHR":0,"KMF":0,"KPW":0,"KRW":0,"KWD":0,"KYD":0,
        "KZT":0,"LAK":0,"LBP":0,"LKR":0,"LRD":0,"LSL":0,"LYD":0,"MAD":0,"MDL":0,"MGA":0,"MKD":0,"MMK":0,
        "MNT":0,"MOP":0,"MRU":0,"MUR":0,"MVR":0,"MWK":0,"MXN":0,"MYR":0,"MZN":0,"NAD":0,"NGN":0,"NIO":0,
        "NOK":0,"NPR":0,"NZD":0,"OMR":0,"PAB":0,"PEN":0,"PGK":0,"PHP":0,"PKR":0,"PLN":0,"PYG":0,"QAR":0,
        "RON":0,"RSD":0,"RUB":0,"RWF":0,"SAR":0,"SBD":0,"SCR":0,"SDG":0,"SEK":0,"SGD":0,"SHP":0,"SLE":0,
        "SOS":0,"SRD":0,"SSP":0,"STN":0,"SVC":0,"SYP":0,"SZL":0,"THB":0,"TJS":0,"TMT":0,"TND":0,"TOP":0,
        "TRY":0,"TTD":0,"TWD":0,"TZS":0,"UAH":0,"UGX":0,"USD":0,"UYU":0,"UZS":0,"VED":0,"VES":0,"VND":0,
        "VUV":0,"WST":0,"XAF":0,"XCD":0,"XCG":0,"XOF":0,"XPF":0,"YER":0,"ZAR":0,"ZMW":0,"ZWG":0
        }'::jsonb ? (data ->> 'payout_currency')
      ELSE NOT data ? 'payout_currency'
    END
    AND CASE jsonb_typeof(data -> 'fee_bearer')
      WHEN 'string' THEN
        (data ->> 'fee_bearer') IN ('attendee', 'organizer', 'split')
      ELSE NOT data ? 'fee_bearer'
    END
    AND CASE jsonb_typeof(data -> 'tax_name')
      WHEN 'string' THEN
        char_length(data ->> 'tax_name') <= 50
        AND (data ->> 'tax_name') !~ refused_in_line
        AND (data ->> 'tax_name') ~ visible
      ELSE NOT data ? 'tax_name'
    END
    AND CASE jsonb_typeof(data -> 'tax_id')
      WHEN 'string' THEN
        char_length(data ->> 'tax_id') <= 50
        AND (data ->> 'tax_id') !~ refused_in_line
        AND (data ->> 'tax_id') ~ visible
      ELSE NOT data ? 'tax_id'
    END
    AND CASE jsonb_typeof(data -> 'tax_basis_points')
      WHEN 'number' THEN
        (data -> 'tax_basis_points')::numeric BETWEEN 0 AND 10000
        AND min_scale((data -> 'tax_basis_points')::numeric) = 0
      ELSE NOT data ? 'tax_basis_points'
    END
    AND CASE jsonb_typeof(data -> 'tax_included')
      WHEN 'boolean' THEN
        true
      ELSE NOT data ? 'tax_included'
    END
    AND CASE jsonb_typeof(data -> 'refund_policy')
      WHEN 'string' THEN
        (data ->> 'refund_policy') IN ('no_refunds', 'until_1_day_before', 'until_7_days_before', 'until_30_days_before', 'case_by_case')
      ELSE NOT data ? 'refund_policy'
    END
    AND CASE jsonb_typeof(data -> 'statement_descriptor')
      WHEN 'string' THEN
        char_length(data ->> 'statement_descriptor') <= 22
        AND (data ->> 'statement_descriptor') !~ refused_in_line
        AND (data ->> 'statement_descriptor') ~ visible
      ELSE NOT data ? 'statement_descriptor'
    END
    AND CASE jsonb_typeof(data -> 'checkout_message')
      WHEN 'string' THEN
        char_length(data ->> 'checkout_message') <= 1000
        AND (data ->> 'checkout_message') !~ refused
        AND (data ->> 'checkout_message') ~ visible
      ELSE NOT data ? 'checkout_message'
    END
    AND (NOT data ? 'accepted_terms' OR data @> '{"accepted_terms":true}')
    AND CASE jsonb_typeof(data -> 'accepted_terms_at')
      WHEN 'string' THEN
        char_length(data ->> 'accepted_terms_at') <= 35
        AND ((data ->> 'accepted_terms_at') ~ date_time OR wizard_checks.is_leap_date_time_5937e2a7(data ->> 'accepted_terms_at'))
      ELSE NOT data ? 'accepted_terms_at'
    END
    AND (NOT ((data @> '{"provider":"stripe"}' OR data @> '{"provider":"paypal"}' OR data @> '{"provider":"square"}' OR data @> '{"provider":"mollie"}')) OR (NOT complete OR data ?& ARRAY['account_id', 'payout_currency', 'fee_bearer']))
    AND (NOT (data @> '{"provider":"stripe"}') OR (NOT data ? 'statement_descriptor' OR CASE jsonb_typeof(data -> 'statement_descriptor') WHEN 'string' THEN char_length(data ->> 'statement_descriptor') >= 5 ELSE true END))
  ) THEN
    RETURN false;
  END IF;
  RETURN true;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.payment_data_ok_4855228c(jsonb, boolean) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.payment_data_ok_4855228c(jsonb, boolean) IS 'Whether the data of the stage paymentSetup has the right form; and, if it is complete, whether nothing is missing.';

CREATE FUNCTION wizard_checks.ticket_data_ok_96fad358(data jsonb, complete boolean)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Control characters, line and paragraph separators, and directional overrides.
  refused_in_line CONSTANT text COLLATE "C" := '[\u0001-\u001F\u007F-\u009F\u2028-\u2029\u202D-\u202E]';
  -- Anything but white space, control characters, and what renderers leave out.
  visible CONSTANT text COLLATE "C" := '[^\u0001-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  -- Control characters and directional overrides, but not tabs and line breaks.
  refused CONSTANT text COLLATE "C" := '[\u0001-\u0008\u000B-\u000C\u000E-\u001F\u007F-\u009F\u202D-\u202E]';
  -- A day of the calendar, a time of day, and Z or an offset (RFC 3339); no leap day, no leap second.
  date_time CONSTANT text COLLATE "C" := '^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
  tiers_array jsonb;
  tiers_item jsonb;
  registration_questions_object jsonb;
  properties_object jsonb;
BEGIN
  -- Made from schemas/stages/ticket.json by `make stage-migrations`.
  IF data IS NULL THEN
    RETURN true;
  END IF;
  IF jsonb_typeof(data) <> 'object' THEN
    RETURN false;
  END IF;
  IF NOT (
    data - ARRAY['currency', 'tiers', 'external_ticket_url', 'waiting_list', 'registration_questions'] = '{}'
    AND CASE jsonb_typeof(data -> 'currency')
      WHEN 'string' THEN
        '{
        "AED":0,"AFN":0,"ALL":0,"AMD":0,"AOA":0,"ARS":0,"AUD":0,"AWG":0,"AZN":0,"BAM":0,"BBD":0,"BDT":0,
        "BHD":0,"BIF":0,"BMD":0,"BND":0,"BOB":0,"BRL":0,"BSD":0,"BTN":0,"BWP":0,"BYN":0,"BZD":0,"CAD":0,
        "CDF":0,"CHF":0,"CLP":0,"CNY":0,"COP":0,"CRC":0,"CUP":0,"CVE":0,"CZK":0,"DJF":0,"DKK":0,"DOP":0,
        "DZD":0,"EGP":0,"ERN":0,"ETB":0,"EUR":0,"FJD":0,"FKP":0,"GBP":0,"GEL":0,"GHS":0,"GIP":0,"GMD":0,
        "GNF":0,"GTQ":0,"GYD":0,"HKD":0,"HNL":0,"HTG":0,"HUF":0,"IDR":0,"ILS":0,"INR":0,"IQD":0,"IRR":0,
        "ISK":0,"JMD":0,"JOD":0,"JPY":0,"KES":0,"KGS":0,"KHR":0,"KMF":0,"KPW":0,"KRW":0,"KWD":0,"KYD":0,
        "KZT":0,"LAK":0,"LBP":0,"LKR":0,"LRD":0,"LSL":0,"LYD":0,"MAD":0,"MDL":0,"MGA":0,"MKD":0,"MMK":0,
        "MNT":0,"MOP":0,"MRU":0,"MUR":0,"MVR":0,"MWK":0,"MXN":0,"MYR":0,"MZN":0,"NAD":0,"NGN":0,"NIO":0,
        "NOK":0,"NPR":0,"NZD":0,"OMR":0,"PAB":0,"PEN":0,"PGK":0,"PHP":0,"PKR":0,"PLN":0,"PYG":0,"QAR":0,
        "RON":0,"RSD":0,"RUB":0,"RWF":0,"SAR":0,"SBD":0,"SCR":0,"SDG":0,"SEK":0,"SGD":0,"SHP":0,"SLE":0,
        "SOS":0,"SRD":0,"SSP":0,"STN":0,"SVC":0,"SYP":0,"SZL":0,"THB":0,"TJS":0,"TMT":0,"TND":0,"TOP":0,
        "TRY":0,"TTD":0,"TWD":0,"TZS":0,"UAH":0,"UGX":0,"USD":0,"UYU":0,"UZS":0,"VED":0,"VES":0,"VND":0,
        "VUV":0,"WST":0,"XAF":0,"XCD":0,"XCG":0,"XOF":0,"XPF":0,"YER":0,"ZAR":0,"ZMW":0,"ZWG":0
        }'::jsonb ? (data ->> 'currency')
      ELSE NOT data ? 'currency'
    END
    AND CASE jsonb_typeof(data -> 'external_ticket_url')
      WHEN 'string' THEN
        char_length(data ->> 'external_ticket_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'external_ticket_url')
      ELSE NOT data ? 'external_ticket_url'
    END
    AND CASE jsonb_typeof(data -> 'waiting_list')
      WHEN 'boolean' THEN
        true
      ELSE NOT data ? 'waiting_list'
    END
    AND (data ? 'external_ticket_url' OR (NOT complete OR data ?& ARRAY['currency', 'tiers']))
  ) THEN
    RETURN false;
  END IF;
  -- tiers
  tiers_array := data -> 'tiers';
  IF tiers_array IS NOT NULL THEN
    IF jsonb_typeof(tiers_array) <> 'array' THEN
      RETURN false;
    END IF;
    IF complete AND jsonb_array_length(tiers_array) < 1 THEN
      RETURN false;
    END IF;
    IF jsonb_array_length(tiers_array) > 50 THEN
      RETURN false;
    END IF;
    FOR tiers_item_index IN 0 .. jsonb_array_length(tiers_array) - 1 LOOP
      tiers_item := tiers_array -> tiers_item_index;
      IF jsonb_typeof(tiers_item) <> 'object' THEN
        RETURN false;
      END IF;
      IF NOT (
        tiers_item - ARRAY['name', 'description', 'kind', 'price_minor', 'minimum_price_minor', 'quantity', 'counts_toward_capacity', 'hidden', 'requires_approval', 'sales_start_at', 'sales_end_at', 'min_per_order', 'max_per_order'] = '{}'
        AND (NOT complete OR tiers_item ?& ARRAY['name', 'kind', 'price_minor'])
        AND CASE jsonb_typeof(tiers_item -> 'name')
          WHEN 'string' THEN
            char_length(tiers_item ->> 'name') <= 100
            AND (tiers_item ->> 'name') !~ refused_in_line
            AND (tiers_item ->> 'name') ~ visible
          ELSE NOT tiers_item ? 'name'
        END
        AND CASE jsonb_typeof(tiers_item -> 'description')
          WHEN 'string' THEN
            char_length(tiers_item ->> 'description') <= 500
            AND (tiers_item ->> 'description') !~ refused
            AND (tiers_item ->> 'description') ~ visible
          ELSE NOT tiers_item ? 'description'
        END
        AND CASE jsonb_typeof(tiers_item -> 'kind')
          WHEN 'string' THEN
            (tiers_item ->> 'kind') IN ('free', 'paid', 'donation')
          ELSE NOT tiers_item ? 'kind'
        END
        AND CASE jsonb_typeof(tiers_item -> 'price_minor')
          WHEN 'number' THEN
            (tiers_item -> 'price_minor')::numeric BETWEEN 0 AND 9007199254740991
            AND min_scale((tiers_item -> 'price_minor')::numeric) = 0
          ELSE NOT tiers_item ? 'price_minor'
        END
        AND CASE jsonb_typeof(tiers_item -> 'minimum_price_minor')
          WHEN 'number' THEN
            (tiers_item -> 'minimum_price_minor')::numeric BETWEEN 0 AND 9007199254740991
            AND min_scale((tiers_item -> 'minimum_price_minor')::numeric) = 0
          ELSE NOT tiers_item ? 'minimum_price_minor'
        END
        AND CASE jsonb_typeof(tiers_item -> 'quantity')
          WHEN 'number' THEN
            (tiers_item -> 'quantity')::numeric BETWEEN 1 AND 1000000000
            AND min_scale((tiers_item -> 'quantity')::numeric) = 0
          ELSE NOT tiers_item ? 'quantity'
        END
        AND CASE jsonb_typeof(tiers_item -> 'counts_toward_capacity')
          WHEN 'boolean' THEN
            true
          ELSE NOT tiers_item ? 'counts_toward_capacity'
        END
        AND CASE jsonb_typeof(tiers_item -> 'hidden')
          WHEN 'boolean' THEN
            true
          ELSE NOT tiers_item ? 'hidden'
        END
        AND CASE jsonb_typeof(tiers_item -> 'requires_approval')
          WHEN 'boolean' THEN
            true
          ELSE NOT tiers_item ? 'requires_approval'
        END
        AND CASE jsonb_typeof(tiers_item -> 'sales_start_at')
          WHEN 'string' THEN
            char_length(tiers_item ->> 'sales_start_at') <= 35
            AND ((tiers_item ->> 'sales_start_at') ~ date_time OR wizard_checks.is_leap_date_time_5937e2a7(tiers_item ->> 'sales_start_at'))
          ELSE NOT tiers_item ? 'sales_start_at'
        END
        AND CASE jsonb_typeof(tiers_item -> 'sales_end_at')
          WHEN 'string' THEN
            char_length(tiers_item ->> 'sales_end_at') <= 35
            AND ((tiers_item ->> 'sales_end_at') ~ date_time OR wizard_checks.is_leap_date_time_5937e2a7(tiers_item ->> 'sales_end_at'))
          ELSE NOT tiers_item ? 'sales_end_at'
        END
        AND CASE jsonb_typeof(tiers_item -> 'min_per_order')
          WHEN 'number' THEN
            (tiers_item -> 'min_per_order')::numeric BETWEEN 1 AND 100
            AND min_scale((tiers_item -> 'min_per_order')::numeric) = 0
          ELSE NOT tiers_item ? 'min_per_order'
        END
        AND CASE jsonb_typeof(tiers_item -> 'max_per_order')
          WHEN 'number' THEN
            (tiers_item -> 'max_per_order')::numeric BETWEEN 1 AND 100
            AND min_scale((tiers_item -> 'max_per_order')::numeric) = 0
          ELSE NOT tiers_item ? 'max_per_order'
        END
        AND (NOT (tiers_item @> '{"kind":"free"}') OR (NOT tiers_item ? 'price_minor' OR tiers_item @> '{"price_minor":0}'))
        AND (NOT (tiers_item @> '{"kind":"paid"}') OR (NOT tiers_item ? 'price_minor' OR CASE jsonb_typeof(tiers_item -> 'price_minor') WHEN 'number' THEN (tiers_item -> 'price_minor')::numeric >= 1 ELSE true END))
        AND (NOT ((tiers_item @> '{"kind":"free"}' OR tiers_item @> '{"kind":"paid"}')) OR NOT tiers_item ? 'minimum_price_minor')
      ) THEN
        RETURN false;
      END IF;
    END LOOP;
  END IF;
  -- registration_questions
  registration_questions_object := data -> 'registration_questions';
  IF registration_questions_object IS NOT NULL THEN
    IF jsonb_typeof(registration_questions_object) <> 'object' THEN
      RETURN false;
    END IF;
    IF NOT (
      (NOT complete OR registration_questions_object ?& ARRAY['type', 'properties'])
      AND CASE jsonb_typeof(registration_questions_object -> 'type')
        WHEN 'string' THEN
          (registration_questions_object ->> 'type') = 'object'
        ELSE NOT registration_questions_object ? 'type'
      END
    ) THEN
      RETURN false;
    END IF;
    -- properties
    properties_object := registration_questions_object -> 'properties';
    IF properties_object IS NOT NULL THEN
      IF jsonb_typeof(properties_object) <> 'object' THEN
        RETURN false;
      END IF;
      IF NOT (
        jsonb_array_length(jsonb_path_query_array(properties_object, '$.*')) <= 100
      ) THEN
        RETURN false;
      END IF;
    END IF;
  END IF;
  RETURN true;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.ticket_data_ok_96fad358(jsonb, boolean) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.ticket_data_ok_96fad358(jsonb, boolean) IS 'Whether the data of the stage ticketSetup has the right form; and, if it is complete, whether nothing is missing.';

CREATE FUNCTION wizard_checks.venue_data_ok_4e87114e(data jsonb, complete boolean)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Control characters, line and paragraph separators, and directional overrides.
  refused_in_line CONSTANT text COLLATE "C" := '[\u0001-\u001F\u007F-\u009F\u2028-\u2029\u202D-\u202E]';
  -- Anything but white space, control characters, and what renderers leave out.
  visible CONSTANT text COLLATE "C" := '[^\u0001-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F-\u1160\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
  -- Control characters and directional overrides, but not tabs and line breaks.
  refused CONSTANT text COLLATE "C" := '[\u0001-\u0008\u000B-\u000C\u000E-\u001F\u007F-\u009F\u202D-\u202E]';
  address_object jsonb;
  coordinates_object jsonb;
  accessibility_array jsonb;
  accessibility_item jsonb;
  accessibility_seen jsonb[];
BEGIN
  -- Made from schemas/stages/venue.json by `make stage-migrations`.
  IF data IS NULL THEN
    RETURN true;
  END IF;
  IF jsonb_typeof(data) <> 'object' THEN
    RETURN false;
  END IF;
  IF NOT (
    data - ARRAY['attendance_mode', 'to_be_announced', 'name', 'address', 'coordinates', 'directions', 'accessibility', 'online_url', 'online_instructions'] = '{}'
    AND (NOT complete OR data ? 'attendance_mode')
    AND CASE jsonb_typeof(data -> 'attendance_mode')
      WHEN 'string' THEN
        (data ->> 'attendance_mode') IN ('offline', 'online', 'mixed')
      ELSE NOT data ? 'attendance_mode'
    END
    AND CASE jsonb_typeof(data -> 'to_be_announced')
      WHEN 'boolean' THEN
        true
      ELSE NOT data ? 'to_be_announced'
    END
    AND CASE jsonb_typeof(data -> 'name')
      WHEN 'string' THEN
        char_length(data ->> 'name') <= 200
        AND (data ->> 'name') !~ refused_in_line
        AND (data ->> 'name') ~ visible
      ELSE NOT data ? 'name'
    END
    AND CASE jsonb_typeof(data -> 'directions')
      WHEN 'string' THEN
        char_length(data ->> 'directions') <= 1000
        AND (data ->> 'directions') !~ refused
        AND (data ->> 'directions') ~ visible
      ELSE NOT data ? 'directions'
    END
    AND CASE jsonb_typeof(data -> 'online_url')
      WHEN 'string' THEN
        char_length(data ->> 'online_url') <= 2048
        AND wizard_checks.is_web_address_e27c43f7(data ->> 'online_url')
      ELSE NOT data ? 'online_url'
    END
    AND CASE jsonb_typeof(data -> 'online_instructions')
      WHEN 'string' THEN
        char_length(data ->> 'online_instructions') <= 1000
        AND (data ->> 'online_instructions') !~ refused
        AND (data ->> 'online_instructions') ~ visible
      ELSE NOT data ? 'online_instructions'
    END
    AND (NOT (((data @> '{"attendance_mode":"offline"}' OR data @> '{"attendance_mode":"mixed"}') AND (NOT data ? 'to_be_announced' OR data @> '{"to_be_announced":false}'))) OR (NOT complete OR data ?& ARRAY['name', 'address']))
  ) THEN
    RETURN false;
  END IF;
  -- address
  address_object := data -> 'address';
  IF address_object IS NOT NULL THEN
    IF jsonb_typeof(address_object) <> 'object' THEN
      RETURN false;
    END IF;
    IF NOT (
      address_object - ARRAY['line1', 'line2', 'city', 'region', 'postal_code', 'country'] = '{}'
      AND (NOT complete OR address_object ?& ARRAY['city', 'country'])
      AND CASE jsonb_typeof(address_object -> 'line1')
        WHEN 'string' THEN
          char_length(address_object ->> 'line1') <= 200
          AND (address_object ->> 'line1') !~ refused_in_line
          AND (address_object ->> 'line1') ~ visible
        ELSE NOT address_object ? 'line1'
      END
      AND CASE jsonb_typeof(address_object -> 'line2')
        WHEN 'string' THEN
          char_length(address_object ->> 'line2') <= 200
          AND (address_object ->> 'line2') !~ refused_in_line
          AND (address_object ->> 'line2') ~ visible
        ELSE NOT address_object ? 'line2'
      END
      AND CASE jsonb_typeof(address_object -> 'city')
        WHEN 'string' THEN
          char_length(address_object ->> 'city') <= 100
          AND (address_object ->> 'city') !~ refused_in_line
          AND (address_object ->> 'city') ~ visible
        ELSE NOT address_object ? 'city'
      END
      AND CASE jsonb_typeof(address_object -> 'region')
        WHEN 'string' THEN
          char_length(address_object ->> 'region') <= 100
          AND (address_object ->> 'region') !~ refused_in_line
          AND (address_object ->> 'region') ~ visible
        ELSE NOT address_object ? 'region'
      END
      AND CASE jsonb_typeof(address_object -> 'postal_code')
        WHEN 'string' THEN
          char_length(address_object ->> 'postal_code') <= 16
          AND (address_object ->> 'postal_code') !~ refused_in_line
          AND (address_object ->> 'postal_code') ~ visible
        ELSE NOT address_object ? 'postal_code'
      END
      AND CASE jsonb_typeof(address_object -> 'country')
        WHEN 'string' THEN
          '{
          "AD":0,"AE":0,"AF":0,"AG":0,"AI":0,"AL":0,"AM":0,"AO":0,"AQ":0,"AR":0,"AS":0,"AT":0,"AU":0,"AW":0,
          "AX":0,"AZ":0,"BA":0,"BB":0,"BD":0,"BE":0,"BF":0,"BG":0,"BH":0,"BI":0,"BJ":0,"BL":0,"BM":0,"BN":0,
          "BO":0,"BQ":0,"BR":0,"BS":0,"BT":0,"BV":0,"BW":0,"BY":0,"BZ":0,"CA":0,"CC":0,"CD":0,"CF":0,"CG":0,
          "CH":0,"CI":0,"CK":0,"CL":0,"CM":0,"CN":0,"CO":0,"CR":0,"CU":0,"CV":0,"CW":0,"CX":0,"CY":0,"CZ":0,
          "DE":0,"DJ":0,"DK":0,"DM":0,"DO":0,"DZ":0,"EC":0,"EE":0,"EG":0,"EH":0,"ER":0,"ES":0,"ET":0,"FI":0,
          "FJ":0,"FK":0,"FM":0,"FO":0,"FR":0,"GA":0,"GB":0,"GD":0,"GE":0,"GF":0,"GG":0,"GH":0,"GI":0,"GL":0,
          "GM":0,"GN":0,"GP":0,"GQ":0,"GR":0,"GS":0,"GT":0,"GU":0,"GW":0,"GY":0,"HK":0,"HM":0,"HN":0,"HR":0,
          "HT":0,"HU":0,"ID":0,"IE":0,"IL":0,"IM":0,"IN":0,"IO":0,"IQ":0,"IR":0,"IS":0,"IT":0,"JE":0,"JM":0,
          "JO":0,"JP":0,"KE":0,"KG":0,"KH":0,"KI":0,"KM":0,"KN":0,"KP":0,"KR":0,"KW":0,"KY":0,"KZ":0,"LA":0,
          "LB":0,"LC":0,"LI":0,"LK":0,"LR":0,"LS":0,"LT":0,"LU":0,"LV":0,"LY":0,"MA":0,"MC":0,"MD":0,"ME":0,
          "MF":0,"MG":0,"MH":0,"MK":0,"ML":0,"MM":0,"MN":0,"MO":0,"MP":0,"MQ":0,"MR":0,"MS":0,"MT":0,"MU":0,
          "MV":0,"MW":0,"MX":0,"MY":0,"MZ":0,"NA":0,"NC":0,"NE":0,"NF":0,"NG":0,"NI":0,"NL":0,"NO":0,"NP":0,
          "NR":0,"NU":0,"NZ":0,"OM":0,"PA":0,"PE":0,"PF":0,"PG":0,"PH":0,"PK":0,"PL":0,"PM":0,"PN":0,"PR":0,
          "PS":0,"PT":0,"PW":0,"PY":0,"QA":0,"RE":0,"RO":0,"RS":0,"RU":0,"RW":0,"SA":0,"SB":0,"SC":0,"SD":0,
          "SE":0,"SG":0,"SH":0,"SI":0,"SJ":0,"SK":0,"SL":0,"SM":0,"SN":0,"SO":0,"SR":0,"SS":0,"ST":0,"SV":0,
          "SX":0,"SY":0,"SZ":0,"TC":0,"TD":0,"TF":0,"TG":0,"TH":0,"TJ":0,"TK":0,"TL":0,"TM":0,"TN":0,"TO":0,
          "TR":0,"TT":0,"TV":0,"TW":0,"TZ":0,"UA":0,"UG":0,"UM":0,"US":0,"UY":0,"UZ":0,"VA":0,"VC":0,"VE":0,
          "VG":0,"VI":0,"VN":0,"VU":0,"WF":0,"WS":0,"XK":0,"YE":0,"YT":0,"ZA":0,"ZM":0,"ZW":0
          }'::jsonb ? (address_object ->> 'country')
        ELSE NOT address_object ? 'country'
      END
    ) THEN
      RETURN false;
    END IF;
  END IF;
  -- coordinates
  coordinates_object := data -> 'coordinates';
  IF coordinates_object IS NOT NULL THEN
    IF jsonb_typeof(coordinates_object) <> 'object' THEN
      RETURN false;
    END IF;
    IF NOT (
      coordinates_object - ARRAY['latitude', 'longitude'] = '{}'
      AND (NOT complete OR coordinates_object ?& ARRAY['latitude', 'longitude'])
      AND CASE jsonb_typeof(coordinates_object -> 'latitude')
        WHEN 'number' THEN
          (coordinates_object -> 'latitude')::numeric BETWEEN -90 AND 90
        ELSE NOT coordinates_object ? 'latitude'
      END
      AND CASE jsonb_typeof(coordinates_object -> 'longitude')
        WHEN 'number' THEN
          (coordinates_object -> 'longitude')::numeric BETWEEN -180 AND 180
        ELSE NOT coordinates_object ? 'longitude'
      END
    ) THEN
      RETURN false;
    END IF;
  END IF;
  -- accessibility
  accessibility_array := data -> 'accessibility';
  IF accessibility_array IS NOT NULL THEN
    IF jsonb_typeof(accessibility_array) <> 'array' THEN
      RETURN false;
    END IF;
    IF jsonb_array_length(accessibility_array) > 7 THEN
      RETURN false;
    END IF;
    accessibility_seen := '{}';
    FOR accessibility_item_index IN 0 .. jsonb_array_length(accessibility_array) - 1 LOOP
      accessibility_item := accessibility_array -> accessibility_item_index;
      IF NOT (
        CASE jsonb_typeof(accessibility_item)
          WHEN 'string' THEN
            (accessibility_item #>> '{}') IN ('step_free_access', 'accessible_toilet', 'accessible_parking', 'hearing_loop', 'sign_language', 'captions', 'quiet_room')
          ELSE false
        END
      ) THEN
        RETURN false;
      END IF;
      IF accessibility_item = ANY (accessibility_seen) THEN
        RETURN false;
      END IF;
      accessibility_seen := array_append(accessibility_seen, accessibility_item);
    END LOOP;
  END IF;
  RETURN true;
END;
$$;
GRANT EXECUTE ON FUNCTION wizard_checks.venue_data_ok_4e87114e(jsonb, boolean) TO anon, authenticated, service_role;
COMMENT ON FUNCTION wizard_checks.venue_data_ok_4e87114e(jsonb, boolean) IS 'Whether the data of the stage venueSetup has the right form; and, if it is complete, whether nothing is missing.';
