# A committee of five for the lot $L of 业主; its members act as e1 to e5.
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
