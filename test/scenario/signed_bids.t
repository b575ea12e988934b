# Bids signed by certificate: what was signed is what is handed in, here, now, once, by whose certificate it is.
include setup_tender.t
authorities
certificate 甲章 sm2 914403001922038216 400
certificate 乙章 p256 9144030071526726XG 400
certificate 短 rsa 914403001922038216 10
certificate 停 suspended 914403001922038216 400
certificate 将止 ending 914403001922038216 400
set NONCE 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
set C 12660000MB2000005T
seal b1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal b2 $L $甲 {"price":{"amount":"4700000.00","currency":"CNY"}}
sign s1 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
# of another text, another form, lot, centre, purpose, party; with more, without a nonce, not canonical
as 甲 POST /api/lots/$L/bids {"form":"$b2","signature":{"statement":"$s1.statement","value":"$s1"}} -> 422 BAD_STATEMENT check /field=/signature check /detailZh~文件摘要
sign bad 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$T","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~办理对象
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$bad"}} -> 422 BAD_SIGNATURE check /detailZh~不是由证书对应的密钥
sign bad 甲章 {"centre":"12660000MB2000006R","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~交易中心
sign bad 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"withdraw","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~用途
sign bad 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$乙","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~主体
sign bad 甲章 {"also":"x","centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~多余
sign bad 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"documents":"$b2.digest","form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~文件摘要
sign bad 甲章 {"centre":"$C","expires":"@+1h","nonce":"1","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~随机数
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement ","value":"$s1"}} -> 422 BAD_STATEMENT check /detailZh~规范
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"[]","value":"$s1"}} -> 422 BAD_STATEMENT
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"AAAA"}} -> 422 BAD_SIGNATURE
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement"}} -> 422 MISSING_FIELD check /field=/signature/value
# over: it holds for a day at most, and no longer than it says
sign bad 甲章 {"centre":"$C","expires":"@+0","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~已经过期
sign bad 甲章 {"centre":"$C","expires":"@+2d","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /detailZh~最长一日
# another's certificate, and one that is not taken
sign bad 乙章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 403 CERT_OTHER check /field=/signature check /rule~电子签名法
sign bad 停 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b1.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 403 CERT_SUSPENDED check /field=/signature
as 甲 GET /api/lots/$L/bids/mine -> 404 NOT_FOUND
# taken; and not a second time, not even once it was withdrawn
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1"}} -> 201 check /result/warnings=[]
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1"}} -> 409 DUPLICATE check /field=/form
as 甲 POST /api/lots/$L/withdrawal -> 200
as 甲 POST /api/lots/$L/bids {"form":"$b1","signature":{"statement":"$s1.statement","value":"$s1"}} -> 409 DUPLICATE
# one whose certificate ends before the opening is warned, or whose authority does
seal b5 $L $甲 {"price":{"amount":"4750000.00","currency":"CNY"}}
sign s5 将止 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b5.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b5","signature":{"statement":"$s5.statement","value":"$s5"}} -> 201 check /result/warnings/0/detailZh~早于解密
sign s2 短 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{"form":"$b2.digest"},"v":1}
as 甲 POST /api/lots/$L/bids {"form":"$b2","signature":{"statement":"$s2.statement","value":"$s2"}} -> 201 check /result/warnings/0/detailZh~早于解密 check /result/warnings/0/rule~电子签名法
# who signed in by certificate bids by it
as nobody POST /api/sign-in/challenges -> 201 save /challenge=CH
sign in 乙章 $CH
as nobody POST /api/sign-in {"challenge":"$in.statement","signature":"$in","token":true} -> 201 save /token=TOKEN
token 乙卡 $TOKEN
seal b3 $L $乙 {"price":{"amount":"4600000.00","currency":"CNY"}}
as 乙卡 POST /api/lots/$L/bids {"form":"$b3"} -> 422 UNSIGNED check /rule~电子签名法
sign s3 乙章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$L","origin":"$ORIGIN","party":"$乙","purpose":"bid","shown":{"form":"$b3.digest"},"v":1}
as 乙卡 POST /api/lots/$L/bids {"form":"$b3","signature":{"statement":"$s3.statement","value":"$s3"}} -> 201
# whoever has the export checks the signatures again, and by the trust list that they were taken by
seal b4 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 丙 POST /api/lots/$L/bids {"form":"$b4"} -> 201
clock +21d
as 甲 GET /api/agenda -> 200 check /items/0/lot=$L lacks keyIn
as 甲 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 甲 GET /api/agenda -> 200 check /items/0/keyIn=true
as 乙 GET /api/agenda -> 200 lacks keyIn
as 乙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b4.key"} -> 200
clock +1800000
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
proves $L
