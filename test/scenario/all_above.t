# Every price is above the ceiling: there is no base and no score to wait for, and the committee can end it.
include setup_parties.t
include setup_building.t
seal bid1 $L $甲 {"price":{"amount":"5000000.01","currency":"CNY"}}
seal bid2 $L $乙 {"price":{"amount":"5100000.00","currency":"CNY"}}
seal bid3 $L $丙 {"price":{"amount":"5200000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as 业主 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球"} -> 201
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/bids/0/why~高于最高投标限价
include setup_five.t
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
proves $L
