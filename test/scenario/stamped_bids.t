# A timestamp beside the signature of a bid: over that signature, of the time it was made, by whom the trust list takes for it.
include setup_tender.t
authorities
certificate 甲章 sm2 914403001922038216 400
certificate 乙章 rsa 9144030071526726XG 400
set NONCE 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
set C 12660000MB2000005T
seal b1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
sign s1 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
sign s2 乙章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$乙","purpose":"bid","shown":{"form":"$b2.digest"},"v":1}
# of another signature; of tomorrow; of the day before yesterday; by an authority that is suspended; none at all
stamp other p256 $s2 0
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"$other"}} -> 422 BAD_TIMESTAMP check /field=/signature/timestamp check /detailZh~别的内容
stamp late p256 $s1 120
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"$late"}} -> 422 BAD_TIMESTAMP check /field=/signature/timestamp check /detailZh~不是签名时
stamp early p256 $s1 -90000
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"$early"}} -> 422 BAD_TIMESTAMP check /detailZh~不是签名时
stamp halted suspended $s1 0
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"$halted"}} -> 403 CERT_SUSPENDED check /field=/signature/timestamp
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"AAAA"}} -> 422 BAD_TIMESTAMP check /field=/signature/timestamp
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"$s1"}} -> 422 BAD_TIMESTAMP
# a certificate for timestamps signs nothing else, and this centre has no authority of its own
as 甲 POST /api/timestamps {"digest":"$b1.digest"} -> 404 NO_TSA
as nobody POST /api/timestamps {"digest":"$b1.digest"} -> 401 UNAUTHENTICATED
as 甲 POST /api/timestamps {"digest":"12"} -> 422 BAD_FIELD check /field=/digest
stamp t1 p256 $s1 0
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1","timestamp":"$t1"}} -> 201
stamp t2 rsa $s2 -30
as 乙 POST /api/lots/$L/bids {"form":"$b2","signature":{"statement":"$s2.statement","value":"$s2","timestamp":"$t2"}} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
# whoever has the export looks at them again
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
proves $L
