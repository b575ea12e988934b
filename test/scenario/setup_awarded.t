# The publicity is over, and $FIRST has the award.
clock +4d
as 甲 POST /api/lots/$L/award -> 403 DENIED
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$FIRST check /result/price/amount=$FIRST_PRICE
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
as nobody GET /api/lots/$L -> 200 check /state=awarded
as nobody GET /api/lots/$L/award -> 200 check /letter/supplier=$FIRST check /letter/price/amount=$FIRST_PRICE
as nobody GET /api/notices?type=award&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$FIRST check /body/price/amount=$FIRST_PRICE
as nobody GET /notices/$N -> 200
