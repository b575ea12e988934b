# A key is tried before it is needed: whose it is, for what, and whether it is taken now and on the day.
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
authorities
certificate 甲章 p256 914403001922038216 400
certificate 短 rsa 914403001922038216 10
certificate 停 suspended 914403001922038216 400
certificate 期 ending 914403001922038216 400
set NONCE 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
set C 12660000MB2000005T
set S "centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$甲","origin":"$ORIGIN","party":"$甲","purpose":"trial","shown":{},"v":1
sign ok 甲章 {$S}
as 甲 POST /api/trials {"signature":{"statement":"$ok.statement","value":"$ok"},"at":"@+30d"} -> 200 \
  check /certificate/code=914403001922038216 check /certificate/kind=p256 check /authority~P-256 \
  check /answers/0/what=own check /answers/1/what=sign check /answers/2/what=seal \
  check /answers/3/what=sign check /answers/3/at=@+30d lacks "error"
# it ends before the day; its authority does; it is suspended: each is told, and nothing is refused
sign s 短 {$S}
as 甲 POST /api/trials {"signature":{"statement":"$s.statement","value":"$s"},"at":"@+30d"} -> 200 \
  check /answers/3/error=CERT_EXPIRED check /answers/3/message/zh~有效期 check /answers/3/detailZh~有效期至
sign s 期 {$S}
as 甲 POST /api/trials {"signature":{"statement":"$s.statement","value":"$s"},"at":"@+30d"} -> 200 \
  check /answers/1/what=sign check /answers/3/error=CERT_SUSPENDED
sign s 停 {$S}
as 甲 POST /api/trials {"signature":{"statement":"$s.statement","value":"$s"}} -> 200 \
  check /answers/1/error=CERT_SUSPENDED check /authority=null
# another organisation's certificate
sign s 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$乙","origin":"$ORIGIN","party":"$乙","purpose":"trial","shown":{},"v":1}
as 乙 POST /api/trials {"signature":{"statement":"$s.statement","value":"$s"}} -> 200 check /answers/0/error=CERT_OTHER check /answers/0/rule~电子签名法
# no trial, another's, a signature that does not hold, nobody
as 甲 POST /api/trials {"signature":{"statement":"$s.statement","value":"$s"}} -> 422 BAD_STATEMENT check /field=/signature
sign s 甲章 {"centre":"$C","expires":"@+1h","nonce":"$NONCE","object":"$甲","origin":"$ORIGIN","party":"$甲","purpose":"bid","shown":{},"v":1}
as 甲 POST /api/trials {"signature":{"statement":"$s.statement","value":"$s"}} -> 422 BAD_STATEMENT check /detailZh~用途
as 甲 POST /api/trials {"signature":{"statement":"$ok.statement","value":"$s"}} -> 422 BAD_SIGNATURE check /field=/signature
as nobody POST /api/trials {"signature":{"statement":"$ok.statement","value":"$ok"}} -> 401 UNAUTHENTICATED
