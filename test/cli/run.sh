#!/usr/bin/env bash
# The commands as their users call them.
set -uo pipefail
cd "$(dirname "$0")/../.."
passed=0 failed=0
heng=$PWD/build/heng
tmp=$(mktemp -d /tmp/heng-cli-XXXXXX)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT
result() { if [ "$1" = 0 ]; then echo "ok   cli      $2"; passed=$((passed + 1)); else echo "FAIL cli      $2"; tail -n 5 "$tmp/out"; failed=$((failed + 1)); fi; }

# a law file that is wrong stops the program at start, with file and line
"$heng" init --practice "$tmp/c" >"$tmp/out" 2>&1; result $? "init"
"$heng" init --practice "$tmp/c" >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q CONFLICT "$tmp/out"; result $? "a second init is refused"
bad() { # bad NAME FILE SED PATTERN
  rm -rf "$tmp/law"; cp -r law "$tmp/law"; sed -i "$3" "$tmp/law/$2"
  timeout 10 "$heng" serve "$tmp/c" --port 0 --law "$tmp/law" >"$tmp/out" 2>&1
  [ $? = 1 ] && grep -qE "$4" "$tmp/out"; result $? "law: $1"
}
bad "a floor in a Chinese kind" kinds/works-lowest-price.yaml 's/^floor:.*/floor: optional/' 'works-lowest-price.yaml:[0-9]+:.*二十七'
bad "3x is no number" numbers/works-cn.yaml '0,/value: 20$/s//value: 3x/' 'works-cn.yaml:[0-9]+'
bad "an unknown key" kinds/works-lowest-price.yaml 's/^calendar:/kalendar:/' 'works-lowest-price.yaml:[0-9]+'
bad "a double key" kinds/works-lowest-price.yaml 's/^calendar: cn/calendar: cn\ncalendar: cn/' 'works-lowest-price.yaml:[0-9]+'
"$heng" serve "$tmp/nowhere" >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q 'heng init' "$tmp/out"; result $? "serving nothing is refused"
"$heng" init "$tmp/p" --code 12660000MB2000005X --name 中心 >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q BAD_CODE "$tmp/out"; result $? "a wrong code of a centre is refused"

# a production centre: no sign-in by name, no movable clock
"$heng" init "$tmp/p" --code 12660000MB2000005T --name 中心 >"$tmp/out" 2>&1; result $? "init of a production centre"
"$heng" init "$tmp/q" --code 12660000MB2000005T --name 中心 --at 2026-01-01T00:00:00Z >"$tmp/out" 2>&1
[ $? = 1 ] && grep -q PRACTICE_ONLY "$tmp/out"; result $? "its clock is the system's"
"$heng" serve "$tmp/p" --port 0 --quiet >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q -- --site "$tmp/out"; result $? "a real centre says where it is reached"
"$heng" serve "$tmp/p" --port 0 --quiet --site https://heng.example >"$tmp/port" 2>"$tmp/err" & server=$!
for _ in $(seq 50); do [ -s "$tmp/port" ] && break; sleep 0.1; done
url=$(cat "$tmp/port")
curl -s "$url/api/practice/clock" -d '{"to":"2030-01-01T00:00:00Z"}' -H 'Content-Type: application/json' >"$tmp/out"
grep -q PRACTICE_ONLY "$tmp/out"; result $? "no practice clock there"
curl -s "$url/api/practice/sessions" -d '{"person":"01KJNXGE00PS26E5G9K9ASWCVA"}' -H 'Content-Type: application/json' >"$tmp/out"
grep -q PRACTICE_ONLY "$tmp/out"; result $? "no sign-in by name there"
curl -s "$url/api/parties" -d '{"name":"局","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["supervisor"]}' -H 'Content-Type: application/json' >"$tmp/out"
grep -q DENIED "$tmp/out"; result $? "official roles are the centre's to give"
curl -s "$url/api/parties" -d '{"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]}' -H 'Content-Type: application/json' >"$tmp/out"
person=$(sed -n 's/.*"person":"\([0-9A-Z]*\)".*/\1/p' "$tmp/out")
"$heng" serve "$tmp/p" --port 0 --site https://heng.example >"$tmp/out" 2>&1; [ $? = 1 ] && grep -q CONFLICT "$tmp/out"; result $? "one server a folder"
token=$("$heng" token "$tmp/p" "$person" 2>"$tmp/out"); [ ${#token} = 64 ]; result $? "a token beside the server"
"$heng" log "$tmp/p" >"$tmp/out" 2>&1; result $? "log beside the server"
kill -TERM "$server"; wait "$server"; result $? "an orderly stop"; server=
"$heng" log "$tmp/p" >"$tmp/out" 2>&1 && grep -q 'party.registered' "$tmp/out"; result $? "log"
"$heng" log "$tmp/p" 0 >"$tmp/out" 2>&1 && grep -q '"proof":\[\]' "$tmp/out"; result $? "a receipt from the log"
"$heng" audit "$tmp/p" >"$tmp/out" 2>&1 && grep -q '^1 acts run again' "$tmp/out"; result $? "audit"

# a receipt, downloaded and checked as its page says
"$heng" serve "$tmp/c" --port 0 --quiet >"$tmp/port" 2>"$tmp/err" & server=$!
for _ in $(seq 50); do [ -s "$tmp/port" ] && break; sleep 0.1; done
url=$(head -n 1 "$tmp/port") # a practice centre says more below
ask() { curl -s "$url$1" -H 'Content-Type: application/json' ${token:+-H "Authorization: Bearer $token"} "${@:2}"; }
took() { sed -n "s/.*\"$1\":\"\([0-9A-Za-z_-]*\)\".*/\1/p"; }
token=
person=$(ask /api/parties -d '{"name":"局","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["procuringEntity"]}' | took person)
token=$(ask /api/practice/sessions -d "{\"person\":\"$person\",\"token\":true}" | took token)
mkdir "$tmp/r"
ask /api/projects -d '{"code":"1","name":"桥"}' >"$tmp/r/act.json"
place=$(sed -n 's/.*"place":\([0-9]*\),"proof".*/\1/p' "$tmp/r/act.json")
for _ in $(seq 50); do
  ask "/receipts/$place" >"$tmp/page"
  command=$(sed -n 's/^<pre>\(heng verify .*\)<\/pre>$/\1/p' "$tmp/page")
  [ -n "$command" ] && break; sleep 0.1
done
# each link that downloads, under the name it gives
while read -r href name; do ask "$href" >"$tmp/r/$name"; done < <(grep -o 'href="[^"]*" download="[^"]*"' "$tmp/page" | cut -d'"' -f2,4 | tr '"' ' ')
kill -TERM "$server"; wait "$server"; server=
in_folder() { (cd "$tmp/r" && PATH="$(dirname "$heng"):$PATH" bash -c "$1" >"$tmp/out" 2>&1); }
in_folder "$command" && tail -n 1 "$tmp/out" | grep -qE "^proved: project.registered of [0-9A-Z]{26} by party [0-9A-Z]{26} at [0-9T:.-]+Z, place $place of the log practice\.heng/[^ ]+ at size [0-9]+; practice centre: nothing in it is real$"
result $? "a receipt, by the command of its page: $command"
[ "$(grep -c '^ok  ' "$tmp/out")" = 5 ]; result $? "a line for each step of its check"
in_folder 'heng verify act.json --keys keys.txt' && grep -q '^proved: ' "$tmp/out" && grep -q '^not checked: the result' "$tmp/out"; result $? "a receipt within an act's answer"
"$heng" log "$tmp/c" >"$tmp/r/log.txt" 2>"$tmp/out"; "$heng" log "$tmp/c" "$place" >"$tmp/r/log.json" 2>"$tmp/out"
in_folder 'heng verify log.json --keys log.txt' && grep -q '^proved: ' "$tmp/out"; result $? "a receipt and keys as heng log prints them"
in_folder "heng verify receipt-$place.json" && ! grep -q '^proved' "$tmp/out" && grep -q '^not checked: the signatures' "$tmp/out"; result $? "without keys nothing is called proved"
in_folder "sed 's/project.registered/project.cancelled/' receipt-$place.json >forged.json; heng verify forged.json --keys keys.txt"
[ $? = 1 ] && grep -q '^FAIL proof: ' "$tmp/out"; result $? "a forged receipt fails"
"$heng" log "$tmp/p" >"$tmp/r/other.txt" 2>/dev/null
in_folder "heng verify receipt-$place.json --keys other.txt"; [ $? = 1 ] && grep -q '^FAIL keys: ' "$tmp/out"; result $? "a receipt under another log's keys fails"
in_folder 'heng verify keys.txt --keys keys.txt'; [ $? = 1 ] && grep -q '^FAIL keys.txt: neither' "$tmp/out"; result $? "neither an export nor a receipt"
# the check of the commitment by hand, as the page has it
command=$(sed -n '/^<pre>(printf/,/<\/pre>/p' "$tmp/page" | sed 's/<[^>]*>//g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g')
if command -v xxd >/dev/null; then
  in_folder "$command" && grep -qF ">$(cut -c1-64 "$tmp/out")<" "$tmp/page"; result $? "the commitment, by hand"
else
  echo "skip cli      the commitment by hand: no xxd here"
fi

# sealing on the tenderer's own machine
echo '{"price":{"amount":"1.00","currency":"CNY"}}' >"$tmp/form.json"
id=01KJNXGE00PS26E5G9K9ASWCVA
"$heng" seal -c 12660000MB2000005T -l $id -p $id -k "$tmp/key" "$tmp/form.json" "$tmp/form.sealed" >"$tmp/out" 2>&1
result $? "seal"
[ "$(stat -c '%a %s' "$tmp/key") $(stat -c %s "$tmp/form.sealed")" = "600 45 1309" ]; result $? "key for its owner only, container of one size"
! grep -qE 'price|amount|CNY' "$tmp/form.sealed"; result $? "nothing readable in it"
"$heng" seal --sm4 -c 12660000MB2000005T -l $id -p $id -k "$tmp/key4" "$tmp/form.json" "$tmp/form4.sealed" >"$tmp/out" 2>&1 &&
  [ "$(stat -c %s "$tmp/form4.sealed")" = 1353 ]; result $? "seal by SM4 and SM3"
"$heng" ca make "$tmp/ca" >"$tmp/out" 2>&1; for a in rsa p256 sm2; do "$heng" ca issue "$tmp/ca" $a "$tmp/$a" --name 某公司 --code 91510700205412308D >>"$tmp/out" 2>&1; done
for pair in rsa/sign p256/sign sm2/seal; do
  rm -f "$tmp/rkey" "$tmp/r.sealed"
  "$heng" seal -c 12660000MB2000005T -l $id -p $id -k "$tmp/rkey" -r "$tmp/$pair.pem" "$tmp/form.json" "$tmp/r.sealed" >"$tmp/out" 2>&1 &&
    [ "$("$heng" unseal "$tmp/r.sealed" "$tmp/$pair.pem" "$tmp/$pair.key" 2>>"$tmp/out")" = "$(cat "$tmp/rkey")" ]
  result $? "unseal by the certificate it was sealed for: $pair"
done
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$tmp/own.key" -subj /CN=x -out "$tmp/own.csr" >"$tmp/out" 2>&1
"$heng" ca issue "$tmp/ca" p256 "$tmp/own" --request "$tmp/own.csr" --name 某公司 --code 91510700205412308D >"$tmp/out" 2>&1 &&
  [ "$(ls "$tmp/own")" = sign.pem ] && [ "$(openssl x509 -in "$tmp/own/sign.pem" -noout -pubkey)" = "$(openssl pkey -in "$tmp/own.key" -pubout)" ] &&
  openssl x509 -in "$tmp/own/sign.pem" -noout -subject -ext keyUsage | grep -q 'Non Repudiation$'
result $? "a certificate for the key of a request, which only signs"
{ openssl req -in "$tmp/own.csr" -outform DER | head -c -8; printf '\0\0\0\0\0\0\0\1'; } | openssl req -inform DER -out "$tmp/other.csr" >"$tmp/out" 2>&1
! "$heng" ca issue "$tmp/ca" p256 "$tmp/other" --request "$tmp/other.csr" --name 某公司 >"$tmp/out" 2>&1 && grep -q BAD_SIGNATURE "$tmp/out" && [ ! -e "$tmp/other" ]
result $? "and for none that its own key has not signed"
! "$heng" unseal "$tmp/r.sealed" "$tmp/p256/sign.pem" "$tmp/p256/sign.key" >"$tmp/out" 2>&1 && grep -q NOT_FOUND "$tmp/out"; result $? "and by no other"
! "$heng" seal -c 12660000MB2000005T -l $id -p $id -k "$tmp/rkey2" -r "$tmp/sm2/sign.pem" "$tmp/form.json" "$tmp/r2.sealed" >"$tmp/out" 2>&1 &&
  grep -q CERT_USE "$tmp/out" && [ ! -e "$tmp/rkey2" ] && [ ! -e "$tmp/r2.sealed" ]
result $? "nothing is sealed for a certificate that signs"
printf '{"price":"1.00"}' >"$tmp/bad.json"
! "$heng" seal -c 12660000MB2000005T -l $id -p $id -k "$tmp/key2" "$tmp/bad.json" "$tmp/bad.sealed" >"$tmp/out" 2>&1 &&
  grep -q BAD_ "$tmp/out" && grep -q /price "$tmp/out" && [ ! -e "$tmp/key2" ] && [ ! -e "$tmp/bad.sealed" ]
result $? "a form that the opening could not read is not sealed"
! "$heng" serve "$tmp" --port 70000 >"$tmp/out" 2>&1 && grep -q "no port" "$tmp/out"; result $? "a port that is none"
"$heng" seal -c 12660000MB2000005T -l $id -p $id -k "$tmp/key" "$tmp/form.json" "$tmp/other" >"$tmp/out" 2>&1
[ $? = 1 ] && [ ! -e "$tmp/other" ]; result $? "a key is never written over"

# the document that shows a trade is true
timeout 120 test/cli/walk.sh walk-through '"amount":"4712000.00"' '"type":"award"' >"$tmp/out" 2>&1
result $? "docs/walk-through.md, from registration to award"
timeout 120 test/cli/walk.sh lost-key '"amount":"4712000.00"' '"rescued":false' '"rescued":true' >"$tmp/out" 2>&1
result $? "docs/lost-key.md, a bid opened by two of three custodians"
timeout 100 test/cli/agent.sh >"$tmp/out" 2>&1; result $? "keys in a token and in a file: heng sign, heng agent"
timeout 60 test/cli/bill.sh >"$tmp/out" 2>&1; result $? "a bill of quantities checked and sealed"
timeout 60 test/cli/medium.sh >"$tmp/out" 2>&1; result $? "a notice to a designated medium, and its receipt"
timeout 60 test/cli/deliver.sh >"$tmp/out" 2>&1; result $? "who has new messages is told outside"
timeout 60 test/cli/timestamp.sh >"$tmp/out" 2>&1; result $? "timestamps of the own authority, and of another"
timeout 60 test/cli/ocsp.sh >"$tmp/out" 2>&1; result $? "an authority that is asked online"
timeout 120 test/cli/stamp.sh >"$tmp/out" 2>&1; result $? "electronic stamps, and PDFs that are stamped"
# lists of revoked certificates come from where the trust list says, and none that does not hold
"$heng" ca make "$tmp/from" --crl http://127.0.0.1:1/none >"$tmp/out" 2>&1
! "$heng" revocations "$tmp/from" >"$tmp/out" 2>&1 && [ "$(grep -c "Couldn't connect" "$tmp/out")" = 5 ]; result $? "an authority that is not reached"
rm -rf "$tmp/from"; mkdir "$tmp/served"
python3 -c 'import http.server, functools, sys; s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])); print(s.server_port, flush=True); s.serve_forever()' "$tmp/served" >"$tmp/port" 2>"$tmp/err" & server=$!
for _ in $(seq 50); do [ -s "$tmp/port" ] && break; sleep 0.1; done
"$heng" ca make "$tmp/from" --crl "http://127.0.0.1:$(cat "$tmp/port")" >"$tmp/out" 2>&1
mkdir "$tmp/to"; cp "$tmp/from/list.note" "$tmp/from/list.keys" "$tmp/to"
for a in rsa p256 sm2 ending suspended; do mkdir "$tmp/served/$a"; cp "$tmp/from/$a/ca.crl" "$tmp/served/$a"; done
"$heng" revocations "$tmp/to" >"$tmp/out" 2>&1 && [ "$(grep -c ': taken$' "$tmp/out")" = 5 ] && cmp "$tmp/to/sm2/ca.crl" "$tmp/from/sm2/ca.crl"; result $? "lists of revoked ones are fetched"
sleep 1; "$heng" ca revoke "$tmp/from" rsa 1234 >"$tmp/out" 2>&1; cp "$tmp/from/rsa/ca.crl" "$tmp/served/rsa"; cp "$tmp/from/p256/ca.crl" "$tmp/served/sm2/ca.crl"
! "$heng" revocations "$tmp/to" >"$tmp/out" 2>&1 && grep -q '^rsa: taken$' "$tmp/out" && grep -q '^sm2: BAD_CRL' "$tmp/out" &&
  cmp "$tmp/to/rsa/ca.crl" "$tmp/from/rsa/ca.crl" && cmp "$tmp/to/sm2/ca.crl" "$tmp/from/sm2/ca.crl" && [ ! -e "$tmp/to/sm2/ca.crl.new" ]
result $? "a newer one is taken, another authority's is not"
cp "$tmp/to/rsa/ca.crl" "$tmp/newer"; "$heng" ca make "$tmp/again" >/dev/null 2>&1
cp "$tmp/again/rsa/ca.crl" "$tmp/served/rsa"
! "$heng" revocations "$tmp/to" >"$tmp/out" 2>&1 && grep -q '^rsa: BAD_CRL' "$tmp/out" && cmp "$tmp/to/rsa/ca.crl" "$tmp/newer"; result $? "one that nobody of the list has signed"
kill "$server"; wait "$server" 2>/dev/null; server=

(cd "$tmp" && "$heng" fill --help >"$tmp/out" 2>&1; [ $? = 2 ] && [ ! -e ./--help ]); result $? "no folder is named like an option"
"$heng" nonsense >"$tmp/out" 2>&1; [ $? = 2 ]; result $? "an unknown command"
echo "$passed passed, $failed failed"
