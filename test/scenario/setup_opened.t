# The four are opened; nothing is read before the time for keys is over.
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 409 WRONG_STATE
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=opening lacks $PRICE1
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 409 BID_LATE
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"form":"$b4.key"} -> 200
as nobody GET /api/lots/$L/opening -> 403 SECRET lacks $PRICE1
as 业主 GET /api/lots/$L/opening -> 403 SECRET lacks $PRICE2
as 业主 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球，全体在场"} -> $DRAWN
as nobody GET /trades/$L -> 200 lacks $SHOWN1 lacks $SHOWN2 lacks $SHOWN3 lacks $SHOWN4
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/form/price/amount=$PRICE1 check /bids/1/form/price/amount=$PRICE2 check /bids/2/form/price/amount=$PRICE3 check /bids/3/form/price/amount=$PRICE4
as nobody GET /api/notices?type=opening&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /notices/$N -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
