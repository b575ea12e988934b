# Two sealed bids in one envelope.
seal b1 $L $甲 {"price":{"amount":"$PRICE1","currency":"CNY"},"duration_days":300,"quality":"合格","leader":"张工","security":"保函"}
seal b2 $L $乙 {"price":{"amount":"$PRICE2","currency":"CNY"},"duration_days":300,"quality":"合格","leader":"李工","security":"保函"}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201 check /result/replaced=false
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
