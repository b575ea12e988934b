# Four sealed bids in one envelope, and a committee.
include setup_two.t
seal b3 $L $丙 {"price":{"amount":"$PRICE3","currency":"CNY"},"duration_days":290,"quality":"合格","leader":"王工","security":"保函"}
seal b4 $L $丁 {"price":{"amount":"$PRICE4","currency":"CNY"},"duration_days":290,"quality":"合格","leader":"赵工","security":"保函"}
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 丁 POST /api/lots/$L/bids {"form":"$b4"} -> 201
include setup_committee.t
