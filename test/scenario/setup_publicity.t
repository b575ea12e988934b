# All five sign $D; the candidates, $FIRST before $SECOND, are in publicity.
include setup_five.t
as nobody GET /api/lots/$L -> 200 check /state=evaluated
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as nobody GET /api/lots/$L/candidates -> 403 SECRET
as 业主 GET /api/lots/$L/candidates -> 200 check /turn=$FIRST check /candidates/0/price/amount=$FIRST_PRICE check /candidates/0/promised/quality=合格 check /candidates/1/party=$SECOND
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/candidates -> 403 DENIED
as 业主 POST /api/lots/$L/candidates -> 200 check /result/warnings=[]
as nobody GET /api/lots/$L -> 200 check /state=publicity
as nobody GET /api/lots/$L/evaluation -> 200 check /digest=$D check /result/winner=$FIRST
as nobody GET /api/notices?type=candidates&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/candidates/0/party=$FIRST check /body/candidates/0/price=$FIRST_PRICE check /body/candidates/1/party=$SECOND check /body/candidates/1/price=$SECOND_PRICE check /body/rule~第五十四条 check /body/commitments/0/quality=合格 check /body/objectContact~0816
as nobody GET /notices/$N -> 200
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
