# A committee of nine: two thirds are six, a third that asks for time is not more than a third.
include setup_bids.t
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"业主","expert":false},{"name":"三","unit":"业主","expert":false},{"name":"四","unit":"业主","expert":false},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"七","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"八","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"九","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 LAW_BOUND check /rule~第三十七条
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"业主","expert":false},{"name":"三","unit":"业主","expert":false},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"七","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"八","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"九","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as e1 POST /api/lots/$L/time-requests {"reason":"清单两万项，一日看不完"} -> 201 check /result/extensionDue=false
as e2 POST /api/lots/$L/time-requests {"reason":"同意"} -> 201 check /result/extensionDue=false
as e3 POST /api/lots/$L/time-requests {"reason":"同意"} -> 201 check /result/extensionDue=false
as e4 POST /api/lots/$L/time-requests {"reason":"同意"} -> 201 check /result/extensionDue=true check /result/rule~第四十八条
