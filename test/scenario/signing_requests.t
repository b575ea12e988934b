# What a signer outside of the page is asked to sign: a challenge that waits, or a statement of the caller's own, here and now.
include setup_tender.t
authorities
certificate 甲章 p256 914403001922038216 400
set NONCE 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
set C 12660000MB2000005T
set D 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
as nobody POST /api/sign-in/challenges -> 201 save /challenge=CH
sign in 甲章 $CH
as nobody POST /api/signing-requests {"text":"$in.statement"} -> 201 check /request~request
as nobody POST /api/signing-requests {"text":"$in.statement"} -> 201 check /request~practice.heng
# one that was used, that is over, or that nobody gave out
as nobody POST /api/sign-in {"challenge":"$in.statement","signature":"$in","token":true} -> 201 save /token=TOKEN
as nobody POST /api/signing-requests {"text":"$in.statement"} -> 403 BAD_CHALLENGE check /field=/text
as nobody POST /api/sign-in/challenges -> 201 save /challenge=CH
sign late 甲章 $CH
clock +120000
as nobody POST /api/signing-requests {"text":"$late.statement"} -> 422 BAD_STATEMENT check /detailZh~已经过期
sign made 甲章 {"centre":"$C","expires":"@+1m","nonce":"$NONCE","origin":"$ORIGIN","purpose":"sign-in","v":1}
as nobody POST /api/signing-requests {"text":"$made.statement"} -> 403 BAD_CHALLENGE check /rule~第四十条
# an act of the caller's own party
sign s 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$D"},"v":1}
as 甲 POST /api/signing-requests {"text":"$s.statement"} -> 201 check /request~request
as 乙 POST /api/signing-requests {"text":"$s.statement"} -> 422 BAD_STATEMENT check /detailZh~主体
as nobody POST /api/signing-requests {"text":"$s.statement"} -> 403 DENIED check /field=/text
# for another centre or address, over, for too long
sign x 甲章 {"centre":"12660000MB2000006R","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$D"},"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~交易中心
sign x 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"https://elsewhere.example","party":"$甲","purpose":"bid","shown":{"form":"$D"},"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~网址
sign x 甲章 {"centre":"$C","expires":"@+0","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$D"},"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~已经过期
sign x 甲章 {"centre":"$C","expires":"@+2d","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$D"},"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~最长一日
# no statement
as 甲 POST /api/signing-requests {"text":"hello"} -> 422 BAD_STATEMENT check /detailZh~JSON
as 甲 POST /api/signing-requests {"text":"{\"purpose\":\"bid\"}"} -> 422 BAD_STATEMENT check /detailZh~没有写明用途
sign x 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","origin":"$ORIGIN","purpose":"bid","v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~办理对象
sign x 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":["$D"],"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~摘要
sign x 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"short"},"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~摘要
sign x 甲章 {"also":"x","centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$D"},"v":1}
as 甲 POST /api/signing-requests {"text":"$x.statement"} -> 422 BAD_STATEMENT check /detailZh~多余
