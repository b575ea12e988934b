# A desktop asks, a phone answers: by the number that the desktop alone was told, once, within two minutes.
register 甲 tenderer 914403001922038216
authorities
custodian 甲章 p256 914403001922038216
set NONE 00000000000000000000000000000000
# which certificate the phone has: what the desktop is told, and what the phone is
as nobody POST /api/phone-requests -> 201 save /id=I save /number=N save /secret=S check /expires=@+120000 lacks request
as nobody GET /api/phone-requests/$I -> 200 check /expires=@+120000 lacks number lacks secret lacks request
as nobody GET /api/phone-answers/$S -> 200 check /state=waiting lacks certificate lacks number
# its address is no secret of the desktop, and the other way round
as nobody GET /api/phone-answers/$I -> 404 NOT_FOUND
as nobody GET /api/phone-requests/$S -> 404 NOT_FOUND
as nobody GET /api/phone-requests/$NONE -> 404 NOT_FOUND check /detailZh~过期
as nobody POST /api/phone-requests/$NONE/answer {"number":$N,"certificate":"$甲章.seal"} -> 404 NOT_FOUND
as nobody DELETE /api/phone-requests/$NONE -> 404 NOT_FOUND
# what was not asked for, nothing, what is no certificate
as nobody POST /api/phone-requests/$I/answer {"number":$N,"signature":"$甲章.seal"} -> 422 MISSING_FIELD check /field=/certificate
as nobody POST /api/phone-requests/$I/answer {"number":$N} -> 422 MISSING_FIELD check /field=/certificate
as nobody POST /api/phone-requests/$I/answer {"number":$N,"certificate":"AAAA"} -> 422 BAD_CERTIFICATE check /field=/certificate
as nobody POST /api/phone-requests/$I/answer {"number":100,"certificate":"$甲章.seal"} -> 422 BAD_FIELD check /field=/number
# one wrong number is forgiven; an answer is given once
as nobody POST /api/phone-requests/$I/answer {"number":0,"certificate":"$甲章.seal"} -> 403 BAD_NUMBER check /detailZh~2
as nobody GET /api/phone-answers/$S -> 200 check /state=waiting
as nobody POST /api/phone-requests/$I/answer {"number":$N,"certificate":"$甲章.seal"} -> 200
as nobody GET /api/phone-answers/$S -> 200 check /state=answered check /certificate=$甲章.seal lacks signature
as nobody POST /api/phone-requests/$I/answer {"number":$N,"certificate":"$甲章.seal"} -> 409 WRONG_STATE
as nobody GET /api/phone-requests/$I -> 409 WRONG_STATE
as nobody DELETE /api/phone-requests/$I -> 409 WRONG_STATE
# three wrong numbers end it, and the right one comes too late
as 甲 POST /api/phone-requests -> 201 save /id=I save /number=N save /secret=S
as nobody POST /api/phone-requests/$I/answer {"number":0,"certificate":"$甲章.seal"} -> 403 BAD_NUMBER check /detailZh~2 check /rule~电子签名法
as nobody POST /api/phone-requests/$I/answer {"number":1,"certificate":"$甲章.seal"} -> 403 BAD_NUMBER check /detailZh~1
as nobody POST /api/phone-requests/$I/answer {"number":2,"certificate":"$甲章.seal"} -> 403 BAD_NUMBER check /detailZh~结束
as nobody POST /api/phone-requests/$I/answer {"number":$N,"certificate":"$甲章.seal"} -> 409 WRONG_STATE
as nobody GET /api/phone-answers/$S -> 200 check /state=ended lacks certificate
# refused, which is an answer
as 甲 POST /api/phone-requests -> 201 save /id=I save /number=N save /secret=S
as nobody DELETE /api/phone-requests/$I -> 200
as nobody GET /api/phone-answers/$S -> 200 check /state=refused
as nobody POST /api/phone-requests/$I/answer {"number":$N,"certificate":"$甲章.seal"} -> 409 WRONG_STATE
# over
as 甲 POST /api/phone-requests -> 201 save /id=I save /number=N save /secret=S
clock +120000
as nobody GET /api/phone-requests/$I -> 404 NOT_FOUND
as nobody POST /api/phone-requests/$I/answer {"number":$N,"certificate":"$甲章.seal"} -> 404 NOT_FOUND
as nobody GET /api/phone-answers/$S -> 404 NOT_FOUND
# one person has at most four that wait; others do not hang on that
as 甲 POST /api/phone-requests -> 201 save /id=I
as 甲 POST /api/phone-requests -> 201
as 甲 POST /api/phone-requests -> 201
as 甲 POST /api/phone-requests -> 201
as 甲 POST /api/phone-requests -> 409 CONFLICT check /detailZh~最多
as nobody POST /api/phone-requests -> 201
as nobody DELETE /api/phone-requests/$I -> 200
as 甲 POST /api/phone-requests -> 201
# nothing but what the centre itself gave out is shown to a phone
as nobody POST /api/phone-requests {"request":"x"} -> 422 BAD_FIELD check /field=/request
