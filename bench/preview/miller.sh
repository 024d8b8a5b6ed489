#!/bin/sh
# The job in Miller 6. It writes a space after each colon and comma. Usage: bench/preview/miller.sh CSV NDJSON
exec mlr --icsv --ojsonl filter -S '
  updated = strptime($updated_at, "%Y-%m-%d %H:%M:%S");
  updated >= 1788393600 && updated < 1790640000
' then put -S '
  address = tolower(strip($email));
  $* = {
    "_id": $id,
    "person": {"name": {"firstName": $first_name, "lastName": $last_name, "fullName": $first_name . " " . $last_name}},
    "personalEmail": {"address": address},
    "_acme": {"emailHash": sha256(address), "active": $status == "active", "items": int($quantity)},
    "mobilePhone": {"number": $phone},
    "homeAddress": {"city": $city, "countryCode": toupper($country)},
    "_repo": {"createDate": strftime(strptime($created_at, "%Y-%m-%d %H:%M:%S"), "%Y-%m-%dT%H:%M:%SZ")}
  };' "$1" > "$2"
