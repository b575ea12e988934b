# The first candidate gives the award up, the second has it.
as 甲 POST /api/lots/$L/passings {"reason":"declined","note":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/passings {"reason":"price","note":"x"} -> 422 BAD_FIELD check /field=/reason
as nobody GET /api/notices?type=award&tender=$T -> 200 save /notices/0/id=N1
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"据称放弃"} -> 409 WRONG_STATE check /rule~第五十五条 check /detail~declining
as 业主 POST /api/lots/$L/passings {"reason":"violation","note":"据称违法"} -> 422 MISSING_FIELD check /field=/document check /rule~第五十五条
as 业主 POST /api/lots/$L/declining {"reason":"x"} -> 403 DENIED
as nobody POST /api/lots/$L/declining {"reason":"x"} -> 401 UNAUTHENTICATED
as $GIVES_UP POST /api/lots/$L/declining {"reason":"项目经理离职，放弃中标"} -> 200
as $GIVES_UP POST /api/lots/$L/declining {"reason":"x"} -> 409 DUPLICATE
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"书面放弃中标，保证金不予退还"} -> 200 check /result/passed=$FIRST check /result/next=$SECOND
as nobody GET /api/notices?type=correction&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/passed/0/party=$FIRST check /body/next/party=$SECOND check /body/next/price/amount=$SECOND_PRICE check /body/countermands=$N1 check /body/content~递补
as nobody GET /notices/$N -> 200
as nobody GET /api/lots/$L -> 200 check /state=publicity
as nobody GET /api/lots/$L/award -> 404 NOT_FOUND
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$FIRST_PRICE","currency":"CNY"},"signedAt":"@+0"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$SECOND check /result/price/amount=$SECOND_PRICE
as nobody GET /api/notices?type=award&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$SECOND check /body/passed/0/party=$FIRST check /body/passed/0/reason=declined check /body/passed/0/why=放弃中标
as nobody GET /notices/$N -> 200
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$FIRST_PRICE","currency":"CNY"},"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES
set FIRST $SECOND
set FIRST_TERMS $SECOND_TERMS
set FIRST_PRICE $SECOND_PRICE
