# Bids: sealed, bound to lot and party, replaced and withdrawn until the deadline, and not a ms longer.
include setup_tender.t
# who may not bid is told that, and nothing of what was sent
as nobody POST /api/lots/$L/bids {"form":"AAAA"} -> 401 UNAUTHENTICATED
as nobody POST /api/lots/$L/bids {"form":7} -> 401 UNAUTHENTICATED
as 业主 POST /api/lots/$L/bids {"form":"AAAA"} -> 403 DENIED check /detail~tenderer
as 甲 POST /api/lots/$L/bids {"form":"AAAA"} -> 422 NOT_SEALED check /field=/form
seal own $L $业主 {"price":{"amount":"4812000.00","currency":"CNY"}}
as 业主 POST /api/lots/$L/bids {"form":"$own"} -> 403 DENIED
seal b1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
as nobody POST /api/lots/$L/bids {"form":"$b1"} -> 401 UNAUTHENTICATED
as 乙 POST /api/lots/$L/bids {"form":"$b1"} -> 422 SEALED_FOR_ANOTHER check /field=/form check /value=$甲 check /detail~$乙 check /detailZh~密封容器写明的主体应为
seal other 01KJNXGE00PS26E5G9K9ASWCVA $甲 {"price":{"amount":"1.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$other"} -> 422 SEALED_FOR_ANOTHER check /value=01KJNXGE00PS26E5G9K9ASWCVA check /detail~$L
as 甲 POST /api/lots/01KJNXGE00PS26E5G9K9ASWCVA/bids {"form":"$other"} -> 404 NOT_FOUND check /field={lot}
as 甲 POST /api/lots/01KJNXGE00PS26E5G9K9ASWCVA/bids {"form":"$b1"} -> 404 NOT_FOUND check /field={lot} check /value=01KJNXGE00PS26E5G9K9ASWCVA
seal cut $L $甲 {"price":{"amount":"1.00","currency":"CNY"}}
damage cut 12
as 甲 POST /api/lots/$L/bids {"form":"$cut"} -> 422 BAD_SEAL
as 甲 POST /api/lots/$L/bids {"form":"{\"price\":1}"} -> 422 BAD_FIELD check /field=/form
as 甲 GET /api/lots/$L/bids/mine -> 404 NOT_FOUND check /field={lot} check /value=$L check /detail~bid
as 甲 POST /api/lots/$L/withdrawal -> 404 NOT_FOUND check /detail~bid check /detailZh~您在此标段的投标
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201 save /result/digest=D1
as 甲 GET /api/lots/$L/bids/mine -> 200 check /digest=$D1
as 乙 GET /api/lots/$L/bids/mine -> 404 NOT_FOUND
seal b2 $L $甲 {"price":{"amount":"4700000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b2"} -> 201 check /result/replaced=true
as 甲 POST /api/lots/$L/keys {"form":"$b2.key"} -> 409 WRONG_STATE check /detail~@+21d check /detailZh~密钥自投标截止时间
as 甲 POST /api/lots/$L/withdrawal -> 200
as 甲 POST /api/lots/$L/withdrawal -> 404 NOT_FOUND
as 甲 POST /api/lots/$L/bids {"form":"$b2"} -> 201 check /result/replaced=false
# one millisecond before the deadline is in time; at it, is late
clock +21d
as 乙 POST /api/lots/$L/withdrawal -> 409 BID_LATE check /rule~第三十六条
seal b3 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
as 乙 POST /api/lots/$L/bids {"form":"$b3"} -> 409 BID_LATE check /rule~第三十六条
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
evidence $T = tender.created tender.submitted tender.confirmed tender.published bid.placed bid.replaced bid.withdrawn bid.placed lot.unsuccessful
