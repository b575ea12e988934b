# When the committee finds no valid bid, the lot is unsuccessful.
include setup_bids.t
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
clock +21d
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=revoked
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=unsuccessful
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
proves $L
