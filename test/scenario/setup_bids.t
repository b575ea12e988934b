# Three sealed bids on the published tender.
include setup_tender.t
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"},"duration_days":300,"quality":"合格","leader":"张工","security":"保函"}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"},"duration_days":300,"quality":"合格","leader":"李工","security":"保函"}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"},"duration_days":290,"quality":"合格","leader":"王工","security":"保函"}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201 check /result/replaced=false
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
