#!/usr/bin/env bash
# Stamps by three kinds of key, files and PDFs stamped by them; openssl and pdfsig look at what comes out.
set -uo pipefail
heng=$PWD/build/heng tmp=$(mktemp -d /tmp/heng-stamp-XXXXXX)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
fail() { echo "$1"; head -c 1500 out 2>/dev/null; exit 1; }
says() { "$heng" stamp "${@:2}" >out 2>&1; [ $? = "$1" ]; } # says STATUS ARGUMENT...
"$heng" ca make ca >out 2>&1 || fail "no authorities"
for a in rsa p256 sm2; do "$heng" ca issue ca $a $a --name 某建设有限公司 --code 91510700205412308D >out 2>&1 || fail "no $a"; done
"$heng" ca issue ca p256 maker --name 制章者 --code 91510700205412308D >out 2>&1 || fail "no maker"
"$heng" ca issue ca rsa tsa --name 时间戳 --timestamps >out 2>&1 || fail "no authority of timestamps"
printf '[tsa]\ndefault_tsa=t\n[t]\nserial=%s/serial\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_digest=sha256\n' "$tmp" >config; echo 01 >serial
token() { # token FILE [DOCUMENT]: over its last signature, as check names the digest
  "$heng" stamp check "$@" >out; openssl ts -query -digest "$(sed -n 's/.*imprint would be //p' out | tail -n 1)" -sha256 -cert -out query 2>err &&
    openssl ts -reply -config config -queryfile query -signer tsa/sign.pem -inkey tsa/sign.key -token_out -out token 2>err || fail "no token"
}
printf '合同 a contract' >contract
for a in rsa p256 sm2; do
  says 0 make --maker maker/sign.pem maker/sign.key --name 某建设有限公司 --for $a/sign.pem --until 2099-01-01T00:00:00Z $a.esl || fail "make $a"
  openssl asn1parse -inform DER -in $a.esl >out 2>&1 && grep -q 'IA5STRING *:ES' out || fail "openssl does not read $a.esl"
  says 0 check $a.esl --trust ca && [ "$(grep -c '^ok ' out)" = 4 ] || fail "check $a.esl"
  says 0 sign contract --stamp $a.esl $a/sign.pem $a/sign.key $a.ses || fail "sign by $a"
  says 0 check $a.ses contract --trust ca && [ "$(grep -c '^ok ' out)" = 8 ] || fail "check $a.ses"
  token $a.ses contract; says 0 timestamp $a.ses token $a.timed || fail "timestamp of $a"
  says 0 check $a.timed contract --trust ca && [ "$(grep -c '^ok ' out)" = 10 ] && ! grep -q '^not checked' out || fail "check $a.timed"
  says 1 check $a.ses config && grep -q '^FAIL .*BAD_DIGEST' out || fail "another file, by $a"
done
says 1 sign contract --stamp rsa.esl p256/sign.pem p256/sign.key x && grep -q 'not for that certificate' out && [ ! -e x ] || fail "another's stamp"
says 1 make --maker maker/sign.pem maker/sign.key --name 某 --for rsa/sign.pem --until 2020-01-01T00:00:00Z x && [ ! -e x ] || fail "a stamp that ends before it begins"
says 1 make --maker maker/sign.pem maker/sign.key --name 某 --for rsa/sign.pem --picture contract --until 2099-01-01T00:00:00Z x && grep -q PNG out || fail "a picture that is none"

# PDFs: a paper of our own, another writer's, and with a stream of references where there is somebody to write one
printf 'T\x1f\x1f\x1f1\x1f\x1f\x1f\x1f2026-01-01T00:00:00Z\x1etext\x1f一段正文\x1e' | "$heng" paper >cairo.pdf || fail "no paper"
printf '<h1>A page</h1><div style="page-break-before:always">Two</div>' >page.html
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
  --user-data-dir="$tmp/profile" --print-to-pdf=chromium.pdf "file://$tmp/page.html" >out 2>&1 </dev/null
writers=cairo; [ ! -s chromium.pdf ] || writers="$writers chromium"
if command -v qpdf >/dev/null; then qpdf --object-streams=generate cairo.pdf stream.pdf && qpdf --linearize cairo.pdf linear.pdf && writers="$writers stream linear"; fi
signatures() { pdfsig -nocert "$1" >out 2>&1; [ "$(grep -c 'Signature is Valid' out)" = "$2" ] && [ "$(grep -c -- '- Total document signed' out)" = 1 ]; }
for w in $writers; do
  says 0 sign $w.pdf --pdf --at 20,40 --stamp rsa.esl rsa/sign.pem rsa/sign.key $w-1.pdf && signatures $w-1.pdf 1 || fail "$w by RSA"
  says 0 sign $w-1.pdf --pdf --at 120,40 --stamp p256.esl p256/sign.pem p256/sign.key $w-2.pdf && signatures $w-2.pdf 2 || fail "$w by P-256 behind it"
  cmp -n "$(stat -c %s $w.pdf)" $w.pdf $w-2.pdf && cmp -n "$(stat -c %s $w-1.pdf)" $w-1.pdf $w-2.pdf || fail "$w: an earlier byte was changed"
  token $w-2.pdf; says 0 timestamp $w-2.pdf token $w-3.pdf && signatures $w-3.pdf 2 || fail "$w with a timestamp"
  says 0 check $w-3.pdf --trust ca && grep -q 'signature 2 follows' out && grep -q '^ok .*timestamping authority' out || fail "check $w"
  ! command -v qpdf >/dev/null || qpdf --check $w-3.pdf >out 2>&1 || fail "qpdf finds $w broken"
  sed 's|/M (D:2|/M (D:3|' $w-2.pdf >bad.pdf; says 1 check bad.pdf && [ "$(grep -c '^FAIL ' out)" = 2 ] || fail "$w changed"
  pdfsig -nocert bad.pdf 2>&1 | grep -q 'Digest Mismatch' || fail "$w changed, by pdfsig"
  { cat $w-2.pdf; tail -n 3 $w-2.pdf; } >bad.pdf; says 1 check bad.pdf && grep -q 'added after the last signature' out || fail "$w with more behind"
done
says 1 check cairo.pdf && grep -q 'no signature' out || fail "a PDF without a signature"
says 1 sign cairo.pdf --pdf --at 20,40 --stamp sm2.esl sm2/sign.pem sm2/sign.key x && grep -q SM2 out && [ ! -e x ] || fail "SM2 in a PDF"
says 1 sign cairo.pdf --pdf --at 200,40 --stamp rsa.esl rsa/sign.pem rsa/sign.key x && grep -q '210 by 297 mm' out || fail "beyond the page"
says 1 sign cairo.pdf --pdf --page 2 --at 20,40 --stamp rsa.esl rsa/sign.pem rsa/sign.key x && grep -q 'no page' out || fail "a page that is not there"
sleep 1; "$heng" ca revoke ca p256 "$(openssl x509 -in p256/sign.pem -noout -serial | cut -d= -f2 | tr A-F a-f | sed 's/^0*//')" >out 2>&1 || fail "not revoked"
says 1 check p256.ses contract --trust ca && grep -q '^FAIL .*CERT_REVOKED' out || fail "who is revoked"
says 0 check p256.timed contract --trust ca || fail "what was stamped before that, by its timestamp"
exit 0
