# Bids for the lot $L, a committee, and the opening.
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"},"duration_days":300}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"},"duration_days":300}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"},"duration_days":300}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened check /bids/0/form/price/amount=4812000.00
