# Two bids for the lot $L.
seal bid1 $L $甲 {"price":{"amount":"41000000.00","currency":"CNY"},"duration_days":300}
seal bid2 $L $乙 {"price":{"amount":"45250000.00","currency":"CNY"},"duration_days":300}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
