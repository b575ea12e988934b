# No price of the four is told anywhere, and nobody can hand in its key.
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 409 WRONG_STATE
as 业主 GET /api/lots/$L/opening -> 200 check /bids/0/state=opened lacks $PRICE1 lacks $PRICE2 lacks $PRICE3 lacks $PRICE4
as nobody GET /api/lots/$L/evaluation -> 200 lacks $PRICE1 lacks $PRICE2 lacks $PRICE3 lacks $PRICE4
as nobody GET /api/notices/$N -> 200 lacks $PRICE1 lacks $PRICE2 lacks $PRICE3 lacks $PRICE4
as nobody GET /api/lots/$L/timeline -> 200 lacks $PRICE1 lacks $PRICE2 lacks $PRICE3 lacks $PRICE4
as nobody GET /trades/$L -> 200 lacks $SHOWN1 lacks $SHOWN2 lacks $SHOWN3 lacks $SHOWN4
as nobody GET /notices/$N -> 200 lacks $SHOWN1 lacks $SHOWN2 lacks $SHOWN3 lacks $SHOWN4
as 丙 GET /api/lots/$L/opening -> 200 lacks $PRICE3
as nobody GET /api/notices?type=screening&tender=$T -> 200 check /notices=[]
